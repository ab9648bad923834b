import type { BarColumns } from '../../../contract/model/bar.ts';

function share(column: Float64Array): Float64Array {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const copy = new Float64Array(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}

/** The same bars on memory that threads share: sending them to any number of jobs then copies nothing. Shared columns stay as they are. */
export function toShared(bars: BarColumns): BarColumns {
  const { time, open, high, low, close, volume } = bars;
  return { time: share(time), open: share(open), high: share(high), low: share(low), close: share(close), volume: share(volume) };
}
