import type { Param } from '../../contract/model/param.ts';
import type { StrategyDefinition } from '../engine/strategy.ts';
import { crossingAverages, crossingParams } from './crossing-averages.ts';

const shareParam = (name: string, title: string, byDefault: number): Param =>
  ({ name, title, default: byDefault, min: 0.0001, max: 0.9999, isInteger: false });

/** As `sma-cross`, each order with a stop-loss and a take-profit at shares of the signal bar's close away from it. */
export const smaCrossBracket: StrategyDefinition<'fast' | 'slow'> = {
  info: {
    name: 'sma-cross-bracket', title: 'Moving averages crossing, with stop and target', family: 'Trend', vectorised: false,
    params: [...crossingParams(30), shareParam('stopLoss', 'Stop-loss, share of the close', 0.05), shareParam('takeProfit', 'Take-profit, share of the close', 0.1)],
    description: 'Buys when the fast average of the close crosses above the slow one, sells when it crosses below; each order has a stop-loss and a take-profit at those shares of the signal bar\'s close away from it.',
  },
  indicators: crossingAverages,
  onBar(c, p) {
    if (c.crossedAbove(c.ind.fast, c.ind.slow)) {
      const { close } = c.bar();
      c.buy({ stopLoss: close * (1 - p.stopLoss), takeProfit: close * (1 + p.takeProfit) });
    } else if (c.crossedBelow(c.ind.fast, c.ind.slow)) {
      const { close } = c.bar();
      c.sell({ stopLoss: close * (1 + p.stopLoss), takeProfit: close * (1 - p.takeProfit) });
    }
  },
};
