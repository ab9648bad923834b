import type { BarColumns } from '../../../contract/model/bar.ts';

const names = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
const shared = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));

/** Columns on shared memory that grow while rows arrive, so that no thread ever copies what another has read. */
export class GrowingBars {
  time = shared(0);
  open = shared(0);
  high = shared(0);
  low = shared(0);
  close = shared(0);
  volume = shared(0);
  capacity = 0;

  /** Makes room for `capacity` rows, one column after the other, so that no more than one exists twice. */
  resize(capacity: number): void {
    for (const name of names) {
      const column = shared(capacity);
      column.set(this[name].length > capacity ? this[name].subarray(0, capacity) : this[name]);
      this[name] = column;
    }
    this.capacity = capacity;
  }

  /** The first `rows` rows. Room that was guessed far too large is given back. */
  take(rows: number): BarColumns {
    if (this.capacity > rows * 1.1 + 1_024) this.resize(rows);
    const column = (name: (typeof names)[number]): Float64Array => this[name].subarray(0, rows);
    return { time: column('time'), open: column('open'), high: column('high'), low: column('low'), close: column('close'), volume: column('volume') };
  }
}
