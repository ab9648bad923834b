import { buyIntent, intent } from '../engine/signals.ts';
import type { StrategyDefinition } from '../engine/strategy.ts';
import { addAverageCrossings, crossingAverages, crossingParams } from './crossing-averages.ts';

/** Buys when the fast average crosses above the slow one and closes when it crosses below; never short. */
export const smaCrossLong: StrategyDefinition<'fast' | 'slow'> = {
  info: {
    name: 'sma-cross-long', title: 'Moving averages crossing, long only', family: 'Trend', params: crossingParams(20), vectorised: true,
    description: 'Buys when the fast average of the close crosses above the slow one, closes when it crosses below; never short.',
  },
  indicators: crossingAverages,
  onBar(c) {
    if (c.crossedAbove(c.ind.fast, c.ind.slow)) c.buy();
    else if (c.crossedBelow(c.ind.fast, c.ind.slow)) c.close();
  },
  signals: (columns, p, out) => addAverageCrossings(columns, p, out, buyIntent, intent.closeWhenHolding),
};
