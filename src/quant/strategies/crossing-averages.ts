import type { Param } from '../../contract/model/param.ts';
import { addCrossings, type SignalColumns, type SignalList } from '../engine/signals.ts';
import type { ColumnSource, StrategyParams } from '../engine/strategy.ts';
import { computeSma } from '../indicators/overlap/sma.ts';
import { barsParam } from './bars-param.ts';

/** What the strategies on two moving averages share. */
export const crossingParams = (slow: number): Param[] => [barsParam('fast', 'Fast average', 10), barsParam('slow', 'Slow average', slow)];

export const crossingAverages = ({ fast, slow }: StrategyParams): Record<'fast' | 'slow', ColumnSource> => ({
  fast: (bars) => computeSma(bars.close, fast),
  slow: (bars) => computeSma(bars.close, slow),
});

/** Intents where the fast average crosses the slow one. */
export function addAverageCrossings(columns: SignalColumns, { fast, slow }: StrategyParams, out: SignalList, above: number, below: number): void {
  const averageOf = (period: number): Float64Array => columns.column(`sma close ${period}`, (bars) => computeSma(bars.close, period));
  addCrossings(out, averageOf(fast), averageOf(slow), above, below);
}
