import type { BarColumns } from '../../contract/model/bar.ts';
import { spanOf } from '../engine/run-clock.ts';
import type { SeriesInput } from '../engine/task.ts';
import { normal, streamKey } from '../random/index.ts';

/** How many bars of a poisoned future there are: who looks further ahead is found where it is cut off. */
const poisonedBars = 250;
/** Price ratios of a poisoned future stay inside e^±this, so that no price overflows. */
const mostLogRatio = 8;
/** How much wilder the poisoned future is than the one that came. */
const amplification = 3;

const columns = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

const mapColumns = (bars: BarColumns, change: (column: Float64Array, name: (typeof columns)[number]) => Float64Array): BarColumns =>
  ({ time: change(bars.time, 'time'), open: change(bars.open, 'open'), high: change(bars.high, 'high'), low: change(bars.low, 'low'), close: change(bars.close, 'close'), volume: change(bars.volume, 'volume') });

/** How many bars start at or before a moment. */
function countUntil(time: Float64Array, momentMs: number): number {
  let [from, to] = [0, time.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (time[middle] <= momentMs) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** How many bars of each series are known at a moment, and where bars of several lengths meet, where they end; null: one series has not begun. */
export type Known = readonly { readonly count: number; readonly ends: Float64Array | null; readonly lengthMs: number }[] | null;

/**
 * What is known at a moment: the bars that start then or before, or where bars of several lengths meet, those that have ended.
 *
 * @param closeMs when the bars of the moment have ended; null: all are of one length.
 */
export function knownAt(series: readonly SeriesInput[], momentMs: number, closeMs: number | null): Known {
  const known = series.map((one) => {
    if (closeMs === null) return { count: countUntil(one.bars.time, momentMs), ends: null, lengthMs: NaN };
    const { ends, lengthMs } = spanOf(one);
    return { count: countUntil(ends, closeMs), ends, lengthMs };
  });
  return known.some(({ count }) => count === 0) ? null : known;
}

/** Series without anything that is not known yet; null where one has not begun. */
export function cutFuture(series: readonly SeriesInput[], known: Known): readonly SeriesInput[] | null {
  return known === null ? null : series.map((one, k) => replaceBars(one, mapColumns(one.bars, (column) => column.slice(0, known[k].count)), known[k]));
}

/**
 * Series whose bars that are not known yet are others: where prices rose they fall, three times as wild, with other volumes; their times are the
 * same, so that what only counts days is not misled. Further bars are cut off.
 */
export function poisonFuture(series: readonly SeriesInput[], known: Known, seed: number): readonly SeriesInput[] | null {
  return known === null ? null : series.map((one, k) => replaceBars(one, poison(one.bars, known[k].count, streamKey(seed, k)), known[k]));
}

function poison(bars: BarColumns, known: number, key: number): BarColumns {
  const end = Math.min(bars.time.length, known + poisonedBars);
  const last = bars.close[known - 1];
  const mirror = (price: number): number => last * Math.exp(Math.max(-mostLogRatio, Math.min(mostLogRatio, -amplification * Math.log(price / last))));
  // What was the highest price of a bar is the lowest in the mirror.
  const source = { open: bars.open, high: bars.low, low: bars.high, close: bars.close };
  return mapColumns(bars, (column, name) => {
    const changed = column.slice(0, end);
    if (name === 'time') return changed;
    for (let i = known; i < end; i++) changed[i] = name === 'volume' ? column[i] * Math.exp(2 * normal(key, i)) : mirror(source[name][i]);
    return changed;
  });
}

/** Finer bars go as far as the bars that are left as they are: of another future they would tell the true one. Bars beside longer ones end where they did. */
function replaceBars({ finer, bars: whole, ...one }: SeriesInput, bars: BarColumns, { count, ends, lengthMs }: NonNullable<Known>[number]): SeriesInput {
  const changed = { ...one, bars, ...(ends === null ? {} : { span: { ends: ends.slice(0, bars.time.length), lengthMs } }) };
  if (finer === undefined) return changed;
  // The last bar that is known is known whole, and so are the finer ones inside it: they start before the next one.
  const finerCount = countUntil(finer.time, (whole.time[count] ?? Infinity) - 1);
  return { ...changed, finer: mapColumns(finer, (column) => column.slice(0, finerCount)) };
}
