import { buyIntent, sellIntent } from '../engine/signals.ts';
import type { StrategyDefinition } from '../engine/strategy.ts';
import { addAverageCrossings, crossingAverages, crossingParams } from './crossing-averages.ts';

/** Buys when the fast average crosses above the slow one, sells when it crosses below; nothing else opens or closes. */
export const smaCross: StrategyDefinition<'fast' | 'slow'> = {
  info: {
    name: 'sma-cross', title: 'Moving averages crossing', family: 'Trend', params: crossingParams(20), vectorised: true,
    description: 'Buys when the fast average of the close was strictly below the slow one on the bar before and is strictly above now, sells when it is the other way round; nothing else opens or closes.',
  },
  indicators: crossingAverages,
  onBar(c) {
    if (c.crossedAbove(c.ind.fast, c.ind.slow)) c.buy();
    else if (c.crossedBelow(c.ind.fast, c.ind.slow)) c.sell();
  },
  signals: (columns, p, out) => addAverageCrossings(columns, p, out, buyIntent, sellIntent),
};
