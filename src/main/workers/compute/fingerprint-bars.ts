import { createHash } from 'node:crypto';
import type { BarColumns } from '../../../contract/model/bar.ts';

const bytesOf = (column: Float64Array): Uint8Array => new Uint8Array(column.buffer, column.byteOffset, column.byteLength);

/** SHA-256 of the columns' bytes in the order time, open, high, low, close, volume. About 1 ms for 20,000 bars. */
export function fingerprintBars(bars: BarColumns): string {
  const hash = createHash('sha256');
  for (const column of [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume]) hash.update(bytesOf(column));
  return hash.digest('hex');
}
