import type { BarColumns } from '../../../../contract/model/bar.ts';

/** The columns in the order in which they lie on disk and in one buffer. */
export const columnNames = ['time', 'open', 'high', 'low', 'close', 'volume'] as const satisfies readonly (keyof BarColumns)[];

const onShared = (count: number): Float64Array => new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));
const onOwn = (count: number): Float64Array => new Float64Array(count);

const allocate = (column: (count: number) => Float64Array, count: number): BarColumns => ({
  time: column(count), open: column(count), high: column(count), low: column(count), close: column(count), volume: column(count),
});

/**
 * Room for bars of this thread. Each column has a buffer of its own: blocks of that size are used again by the system's allocator, where
 * one for all columns would be returned and paid for anew with a page fault every 4 KB.
 */
export const allocateBars = (count: number): BarColumns => allocate(onOwn, count);

/** Room for bars that leave this thread: on memory that threads share, so that no other copies them. Half as dear again as one's own. */
export const allocateSharedBars = (count: number): BarColumns => allocate(onShared, count);

/** Every column lies on memory that threads share. */
export const areShared = (bars: BarColumns): boolean => columnNames.every((name) => bars[name].buffer instanceof SharedArrayBuffer);

/** Bars `from` (inclusive) to `to` (exclusive) by position: a view, no copy. */
export const viewBars = (bars: BarColumns, from: number, to: number): BarColumns => ({
  time: bars.time.subarray(from, to),
  open: bars.open.subarray(from, to),
  high: bars.high.subarray(from, to),
  low: bars.low.subarray(from, to),
  close: bars.close.subarray(from, to),
  volume: bars.volume.subarray(from, to),
});

/** Bars of several pieces one after another, copied. */
export const joinBars = (pieces: readonly BarColumns[]): BarColumns => copyInto(allocateBars(countOf(pieces)), pieces);

/** The same on memory that threads share. */
export const joinShared = (pieces: readonly BarColumns[]): BarColumns => copyInto(allocateSharedBars(countOf(pieces)), pieces);

/** Where bars are put: in memory of one thread, which can be handed to another as a whole, or in memory that threads share. */
export type Room = { readonly allocate: (count: number) => BarColumns; readonly join: (pieces: readonly BarColumns[]) => BarColumns };
export const own: Room = { allocate: allocateBars, join: joinBars };
export const shared: Room = { allocate: allocateSharedBars, join: joinShared };

/** The buffers to hand over with bars that lie in this thread's own memory; none for shared ones. */
export const buffersOf = (bars: BarColumns): ArrayBuffer[] => columnNames.map((name) => bars[name].buffer).filter((buffer) => buffer instanceof ArrayBuffer);

const countOf = (pieces: readonly BarColumns[]): number => pieces.reduce((sum, piece) => sum + piece.time.length, 0);

function copyInto(joined: BarColumns, pieces: readonly BarColumns[]): BarColumns {
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
