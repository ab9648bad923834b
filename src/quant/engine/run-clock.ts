import { QuantError } from '../error.ts';
import { mergeClocks } from './merge-clocks.ts';
import { endsOf } from './rates.ts';
import type { SeriesInput } from './task.ts';

/** The moments of a run, and where the bars of its series lie among them. */
export type RunClock = {
  /** What each moment is called: the start of the bars that end then, of the shortest where there are several lengths. */
  readonly time: Float64Array;
  /** Place of each bar of each series; null: one series, whose bars are the moments. */
  readonly places: readonly Int32Array[] | null;
  /** When the bars of each moment have ended, where bars of several lengths meet; null: all are of one length and meet by their starts. */
  readonly closes: Float64Array | null;
};

/** Where each bar of a series ends, and how long one is. */
export type Span = { readonly ends: Float64Array; readonly lengthMs: number };

/** Starts that lie closer together than this share of the longest bar are of bars that overlap. */
const overlap = 0.9;
/** Of fewer bars the closest two may have holes between them. */
const leastToMeasure = 20;

/**
 * Finds the moments of a run. A bar is known when it has ended: bars of one length that start together meet by their starts; where lengths
 * differ, or starts do, a moment is the end of a bar, so that nobody sees the close of a day in its first hour. Errors: SEVERAL_LENGTHS for
 * bars of no even length beside others.
 */
export function createRunClock(series: readonly SeriesInput[]): RunClock {
  if (series.length === 1) return { time: series[0].bars.time, places: null, closes: null };
  const byStart = mergeClocks(series.map(({ bars }) => bars.time));
  if (!areOverlapping(series, byStart.time)) return { ...byStart, closes: null };
  const spans = series.map(spanOf);
  const { time: closes, places } = mergeClocks(spans.map(({ ends }) => ends));
  const shortest = Math.min(...spans.map(({ lengthMs }) => lengthMs));
  return { time: closes.map((close) => close - shortest), places, closes };
}

/** Where the bars of a series end, by their own times alone. Errors: SEVERAL_LENGTHS where nobody can tell. */
export function spanOf({ symbol, bars: { time }, span }: SeriesInput): Span {
  if (span !== undefined) return span;
  const ends = endsOf(time);
  const lengthMs = ends[ends.length - 1] - time[time.length - 1];
  if (lengthMs < Infinity) return { ends, lengthMs };
  throw new QuantError('SEVERAL_LENGTHS', `The bars of ${symbol} are of no even length, so that nobody knows when each has ended; beside bars of another length a run needs that. Make them even (data resample), or run ${symbol} alone.`);
}

function areOverlapping(series: readonly SeriesInput[], starts: Float64Array): boolean {
  if (series.some(({ span }) => span !== undefined)) return true;
  return closestOf(starts) < overlap * Math.max(...series.map(({ bars }) => longestPossible(bars.time)));
}

/** Bars are no longer than the closest two lie apart; 0 for one bar, which says nothing. */
function longestPossible(time: Float64Array): number {
  if (time.length < 2) return 0;
  if (time.length >= leastToMeasure) return closestOf(time);
  let common = 0;
  for (let i = 1; i < time.length; i++) common = commonDivisor(time[i] - time[i - 1], common);
  return common;
}

function closestOf(time: Float64Array): number {
  let closest = Infinity;
  for (let i = 1; i < time.length; i++) closest = Math.min(closest, time[i] - time[i - 1]);
  return closest;
}

function commonDivisor(a: number, b: number): number {
  let [larger, rest] = [a, b];
  while (rest > 0) [larger, rest] = [rest, larger % rest];
  return larger;
}
