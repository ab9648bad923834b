import type { BarColumns } from '../../../../contract/model/bar.ts';

/** The columns in the order in which they lie on disk and in one buffer. */
export const columnNames = ['time', 'open', 'high', 'low', 'close', 'volume'] as const satisfies readonly (keyof BarColumns)[];

/** Room for bars, all columns in one buffer, so that they travel between threads as one transfer. */
export function allocateBars(count: number): BarColumns {
  const buffer = new ArrayBuffer(count * columnNames.length * 8);
  const column = (index: number): Float64Array<ArrayBuffer> => new Float64Array(buffer, index * count * 8, count);
  return { time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
}

/** Bars `from` (inclusive) to `to` (exclusive) by position: a view, no copy. */
export const viewBars = (bars: BarColumns, from: number, to: number): BarColumns => ({
  time: bars.time.subarray(from, to),
  open: bars.open.subarray(from, to),
  high: bars.high.subarray(from, to),
  low: bars.low.subarray(from, to),
  close: bars.close.subarray(from, to),
  volume: bars.volume.subarray(from, to),
});

/** Bars of several pieces one after another, copied into one buffer of their own. */
export function joinBars(pieces: readonly BarColumns[]): BarColumns {
  const joined = allocateBars(pieces.reduce((sum, piece) => sum + piece.time.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    for (const name of columnNames) joined[name].set(piece[name], offset);
    offset += piece.time.length;
  }
  return joined;
}

/** Position of the first bar at or after a moment; the number of bars where there is none. */
export function positionAt(time: Float64Array, ms: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((time[middle] as number) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const firstTime = (bars: BarColumns): number => bars.time[0] as number;
export const lastTime = (bars: BarColumns): number => bars.time[bars.time.length - 1] as number;
