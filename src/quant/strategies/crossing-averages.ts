import type { Param } from '../../contract/model/param.ts';
import type { ColumnSource, StrategyParams } from '../engine/strategy.ts';
import { computeSma } from '../indicators/overlap/sma.ts';
import { barsParam } from './bars-param.ts';

/** What the strategies on two moving averages share. */
export const crossingParams = (slow: number): Param[] => [barsParam('fast', 'Fast average', 10), barsParam('slow', 'Slow average', slow)];

export const crossingAverages = ({ fast, slow }: StrategyParams): Record<'fast' | 'slow', ColumnSource> => ({
  fast: (bars) => computeSma(bars.close, fast),
  slow: (bars) => computeSma(bars.close, slow),
});
