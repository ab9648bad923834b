import type { StrategyDefinition } from '../engine/strategy.ts';
import { computeSma } from '../indicators/overlap/sma.ts';
import { barsParam } from './bars-param.ts';
import { atrColumn } from './columns.ts';
import { oneSymbol, realParam } from './params.ts';

/** Enters with the trend and leaves at a stop that is raised behind it. Source: J. W. Wilder, New Concepts in Technical Trading Systems (1978), the volatility system. */
export const atrTrailing: StrategyDefinition<'average' | 'range'> = {
  info: {
    name: 'atr-trailing', title: 'Trend with trailing stop', family: 'Trend', vectorised: false, symbols: oneSymbol, source: 'J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
    params: [barsParam('trend', 'Average', 50), barsParam('period', 'Bars of the range', 14), realParam('ranges', 'Average true ranges to the stop', 3, 0.1, 100)],
    description: 'Buys when flat and the close crosses above its average; on the close of each bar on which it holds, its stop-loss is raised to the close less `ranges` average true ranges where that is higher.',
  },
  indicators: ({ trend, period }) => ({ average: (bars) => computeSma(bars.close, trend), range: atrColumn(period)[1] }),
  onBar(c, { ranges }) {
    const { close } = c.bar();
    if (c.isFlat) {
      if (c.bar(-1).close < c.ind.average.at(-1) && close > c.ind.average.value) c.buy();
      return;
    }
    const stop = close - ranges * c.ind.range.value;
    for (const trade of c.trades) if (stop > (trade.stopLoss ?? 0)) trade.stopLoss = stop;
  },
};
