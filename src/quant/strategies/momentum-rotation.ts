import type { StrategyDefinition } from '../engine/strategy.ts';
import { barsParam } from './bars-param.ts';
import { countParam, severalSymbols } from './params.ts';
import { monthlyMomentum, rotate } from './rotate.ts';

/** Each month into the symbols that rose most, the last month left out. Source: N. Jegadeesh, S. Titman, Journal of Finance 48 (1993). */
export const momentumRotation: StrategyDefinition<'momentum'> = {
  info: {
    name: 'momentum-rotation', title: 'Momentum rotation', family: 'Momentum rotation', vectorised: false, symbols: severalSymbols,
    source: 'N. Jegadeesh, S. Titman, Returns to Buying Winners and Selling Losers, Journal of Finance 48 (1993)',
    params: [countParam('top', 'Symbols held', 1, 1, 100), barsParam('lookback', 'Bars of the gain', 252), countParam('skip', 'Last bars left out', 21, 0, 10_000)],
    description: 'On the first bar of each month (UTC) a symbol\'s momentum is its gain from `lookback` to `skip` bars ago; on each bar sells what is not among the `top` symbols with the most, and where there is nothing to sell buys those of them that it does not hold for 1/`top` of equity each.',
  },
  indicators: ({ lookback, skip }) => ({ momentum: (bars) => monthlyMomentum(bars, lookback, Math.min(skip, lookback)) }),
  onBar: (c, { top }) => rotate(c, top, -Infinity),
};
