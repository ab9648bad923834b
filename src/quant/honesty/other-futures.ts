import type { BarColumns } from '../../contract/model/bar.ts';
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

/** Series without anything that starts after a moment. A series that has not begun by then has none left, and is dropped with null. */
export function cutFuture(series: readonly SeriesInput[], momentMs: number): readonly SeriesInput[] | null {
  const cut: SeriesInput[] = [];
  for (const one of series) {
    const count = countUntil(one.bars.time, momentMs);
    if (count === 0) return null;
    cut.push(withFiner(one, mapColumns(one.bars, (column) => column.slice(0, count)), momentMs));
  }
  return cut;
}

/**
 * Series whose bars after a moment are others: where prices rose they fall, three times as wild, with other volumes; their times are the
 * same, so that what only counts days is not misled. Further bars are cut off.
 */
export function poisonFuture(series: readonly SeriesInput[], momentMs: number, seed: number): readonly SeriesInput[] | null {
  const poisoned: SeriesInput[] = [];
  for (const [k, one] of series.entries()) {
    const known = countUntil(one.bars.time, momentMs);
    if (known === 0) return null;
    poisoned.push(withFiner(one, poison(one.bars, known, streamKey(seed, k)), momentMs));
  }
  return poisoned;
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

/** Finer bars go as far as the bars that are left as they are: of another future they would tell the true one. */
function withFiner({ finer, bars: whole, ...one }: SeriesInput, bars: BarColumns, momentMs: number): SeriesInput {
  if (finer === undefined) return { ...one, bars };
  // The bar that starts at the moment is known whole, and so are the finer ones inside it: they start before the next one.
  const next = whole.time[countUntil(whole.time, momentMs)] ?? Infinity;
  const count = countUntil(finer.time, next - 1);
  return { ...one, bars, finer: mapColumns(finer, (column) => column.slice(0, count)) };
}
