import type { BarColumns } from '../../contract/model/bar.ts';

/** Finer bars of a series, and the part of them that lies in the bar being worked. */
export type FinerBars = { readonly bars: BarColumns; from: number; to: number };

/** Finds the finer bars inside a bar, which come in ascending order; false: there are none. */
export function findFiner(finer: FinerBars, time: Float64Array, bar: number): boolean {
  const fine = finer.bars.time;
  const end = bar + 1 < time.length ? time[bar + 1] : time[bar] + (bar > 0 ? time[bar] - time[bar - 1] : Infinity);
  let { from } = finer;
  while (from < fine.length && fine[from] < time[bar]) from += 1;
  let to = from;
  while (to < fine.length && fine[to] < end) to += 1;
  finer.from = from;
  finer.to = to;
  return to > from;
}
