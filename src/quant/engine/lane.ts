import { createCarry, type CarryBook } from './carry-book.ts';
import { Cursor, type CursorFamily } from './cursor.ts';
import { Desk } from './desk.ts';
import { IndicatorView } from './indicator-view.ts';
import { isForReading } from './longer-series.ts';
import { createRunContext, type RunContext, type RunShares } from './run-context.ts';
import { indicatorsOf, type StrategyDefinition, type StrategyParams } from './strategy.ts';
import type { SeriesInput } from './task.ts';
import { Venue } from './venue.ts';

/** One symbol of a run with all that trades it. */
export type Lane = {
  readonly run: RunContext;
  readonly desk: Desk;
  readonly venue: Venue;
  readonly cursor: Cursor;
  /** What holding costs and brings; null: nothing. */
  readonly carry: CarryBook | null;
  /** First bar on which every indicator has a value; the number of bars where there is none. */
  readonly warmup: number;
};

/** Builds the lane of a symbol and computes its indicators. `clock`, `closes`: see {@link RunContext}. */
export function createLane(
  shares: RunShares, family: CursorFamily, strategy: StrategyDefinition, params: StrategyParams, series: SeriesInput, clock: Int32Array | null, closes: Float64Array | null = null,
): Lane {
  const run = createRunContext(shares, series, clock, clock === null ? family.clock : { bar: -1 }, { present: family.clock, closes, isForReading: isForReading(series.symbol, family.bySymbol.keys()) });
  const columnsOf = indicatorsOf(strategy, params);
  const columns = columnsOf(series.bars);
  const desk = new Desk(run);
  const ind = Object.fromEntries(columns.map(([name, values]) => [name, new IndicatorView(values, run.time)]));
  return { run, desk, venue: new Venue(run, desk), cursor: new Cursor(run, desk, ind, family, columnsOf), carry: createCarry(run, series), warmup: Math.max(0, ...columns.map(([, values]) => leadingGap(values))) };
}

/** Bars at the start of a column without a value; all of them where it never has one. */
function leadingGap(values: Float64Array): number {
  let i = 0;
  while (i < values.length && Number.isNaN(values[i])) i++;
  return i;
}
