import type { StrategyDefinition } from '../engine/strategy.ts';
import { barsParam } from './bars-param.ts';
import { realParam, severalSymbols } from './params.ts';
import { monthlyMomentum, rotate } from './rotate.ts';

/** The best of several where it rose at all, else cash. Source: G. Antonacci, Dual Momentum Investing (2014). */
export const dualMomentum: StrategyDefinition<'momentum'> = {
  info: {
    name: 'dual-momentum', title: 'Dual momentum', family: 'Momentum rotation', vectorised: false, symbols: severalSymbols, source: 'G. Antonacci, Dual Momentum Investing (2014)',
    params: [barsParam('lookback', 'Bars of the gain', 252), realParam('least', 'Gain above', 0, -1, 100)],
    description: 'On the first bar of each month (UTC) a symbol\'s momentum is its gain over `lookback` bars; holds with all equity the symbol with the most where that is above `least`, else nothing; what no longer belongs is sold first.',
  },
  indicators: ({ lookback }) => ({ momentum: (bars) => monthlyMomentum(bars, lookback, 0) }),
  onBar: (c, { least }) => rotate(c, 1, least),
};
