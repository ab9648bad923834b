import type { StrategyParam } from '../../contract/model/strategy.ts';
import type { ColumnSource, StrategyParams } from '../engine/strategy.ts';
import { barsParam } from './bars-param.ts';
import { computeRollingMean } from './rolling-mean.ts';

/** What the strategies on two moving averages share. */
export const crossingParams = (slow: number): StrategyParam[] => [barsParam('fast', 'Fast average', 10), barsParam('slow', 'Slow average', slow)];

export const crossingAverages = ({ fast, slow }: StrategyParams): Record<'fast' | 'slow', ColumnSource> => ({
  fast: (bars) => computeRollingMean(bars.close, fast),
  slow: (bars) => computeRollingMean(bars.close, slow),
});
