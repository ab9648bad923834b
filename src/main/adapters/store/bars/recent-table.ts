import type { BarColumns } from '../../../../contract/model/bar.ts';
import type { Query, StoreDatabase } from '../store-database.ts';
import { allocateBars } from './columns.ts';

type BarRow = { time_ms: number; open: number; high: number; low: number; close: number; volume: number };

/** The youngest bars of each series as rows, cheap to replace one by one. Ranges are inclusive. */
export class RecentTable {
  readonly #read: Query<[number, number, number], BarRow>;
  readonly #readLast: Query<[number, number, number, number], BarRow>;
  readonly #put: Query<[number, number, number, number, number, number, number]>;
  readonly #delete: Query<[number, number, number]>;

  constructor(database: StoreDatabase) {
    const columns = 'time_ms, open, high, low, close, volume';
    const range = 'series_id = ? AND time_ms BETWEEN ? AND ?';
    this.#read = database.query('read recent bars', `SELECT ${columns} FROM recent_bars WHERE ${range} ORDER BY time_ms`);
    this.#readLast = database.query('read last recent bars', `SELECT ${columns} FROM recent_bars WHERE ${range} ORDER BY time_ms DESC LIMIT ?`);
    this.#put = database.query('put recent bar', 'INSERT OR REPLACE INTO recent_bars VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.#delete = database.query('delete recent bars', `DELETE FROM recent_bars WHERE ${range}`);
  }

  /** Bars of a range; with a limit the last ones of it. */
  read(seriesId: number, fromMs: number, toMs: number, limit: number | null = null): BarColumns {
    if (limit === null) return toColumns(this.#read.all(seriesId, fromMs, toMs));
    return toColumns(this.#readLast.all(seriesId, fromMs, toMs, limit).toReversed());
  }

  put(seriesId: number, bars: BarColumns): void {
    for (let i = 0; i < bars.time.length; i++) {
      this.#put.run(
        seriesId, bars.time[i] as number, bars.open[i] as number, bars.high[i] as number,
        bars.low[i] as number, bars.close[i] as number, bars.volume[i] as number);
    }
  }

  /** Gives how many were deleted. */
  delete(seriesId: number, fromMs: number, toMs: number): number {
    return this.#delete.run(seriesId, fromMs, toMs).changes;
  }
}

function toColumns(rows: readonly BarRow[]): BarColumns {
  const bars = allocateBars(rows.length);
  rows.forEach((row, i) => {
    bars.time[i] = row.time_ms;
    bars.open[i] = row.open;
    bars.high[i] = row.high;
    bars.low[i] = row.low;
    bars.close[i] = row.close;
    bars.volume[i] = row.volume;
  });
  return bars;
}
