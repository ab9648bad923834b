import type { BarColumns, SeriesInfo, SeriesKey } from '../../../../contract/model/bar.ts';
import type { Instrument } from '../../../../contract/model/instrument.ts';
import { AppError, type Disposable } from '../../../core/kernel/index.ts';
import type { AppendOptions, AppendReport, BarRange, FingerprintedBars } from '../../../core/market/ports.ts';
import { fingerprintBars } from '../../../workers/compute/fingerprint-bars.ts';
import { marketMigrations } from '../migrations/market/index.ts';
import type { DatabaseKind } from '../open-database.ts';
import type { StoreDatabase } from '../store-database.ts';
import { checkBars } from './check-bars.ts';
import { ChunkTable } from './chunk-table.ts';
import { own, shared, type Room } from './columns.ts';
import { InstrumentTable } from './instrument-table.ts';
import { mergeSmallChunks } from './merge-small-chunks.ts';
import { earliest, latest, readBars } from './read-bars.ts';
import { RecentTable } from './recent-table.ts';
import { rollUp, rollUpAnew } from './roll-up.ts';
import { SeriesTable, toSeriesInfo, type SeriesRow } from './series-table.ts';
import { trimBars } from './trim-bars.ts';
import { settleBars, writeBars } from './write-bars.ts';

export const marketDatabase: DatabaseKind = {
  name: 'market', synchronous: 'NORMAL', migrations: marketMigrations, busyTimeoutMs: 10_000, pageSize: 16_384,
};

/** `market.db`, synchronously, on the thread that opened it. Every call is one transaction. */
export class BarDatabase implements Disposable {
  readonly #database: StoreDatabase;
  readonly #series: SeriesTable;
  readonly #instruments: InstrumentTable;
  readonly #tables: { readonly chunks: ChunkTable; readonly recent: RecentTable };

  constructor(database: StoreDatabase) {
    this.#database = database;
    this.#series = new SeriesTable(database);
    this.#instruments = new InstrumentTable(database);
    this.#tables = { chunks: new ChunkTable(database), recent: new RecentTable(database) };
  }

  append(key: SeriesKey, columns: BarColumns, options: AppendOptions): AppendReport {
    const bars = checkBars(columns);
    return this.#database.write('append bars', () => {
      const found = this.#series.find(key);
      if (bars.time.length === 0) return { added: 0, replaced: 0, unchanged: 0, rolledUpReplaced: 0, seq: found?.seq ?? 0 };
      const row = found ?? this.#series.add(key, options.isKept, null);
      // Bars of one's own take the place of those that were computed from a finer series.
      const rolledUpReplaced = row.rolled_up_from === null ? 0 : this.#clear(row);
      const previousToMs = row.to_ms;
      const wasKept = row.is_kept;
      row.rolled_up_from = null;
      row.is_kept = Math.max(row.is_kept, Number(options.isKept));
      const change = writeBars(this.#tables, row, bars, options.onConflict);
      if (change.fromMs !== null || row.is_kept !== wasKept) {
        this.#series.saveChanged(row);
        // A series that has no other bars need not be read back from what was just written.
        rollUp(this.#series, this.#tables, row, change, previousToMs, change.added === row.bars ? bars : null);
      }
      return { added: change.added, replaced: change.replaced, unchanged: change.unchanged, rolledUpReplaced, seq: row.seq };
    });
  }

  /** Bars in this thread's own memory: it can be handed over, and is used again. */
  read(key: SeriesKey, range: BarRange): BarColumns {
    return this.#read(key, range, own);
  }

  /** Bars on memory that threads share: a backtest's job reads them where they lie. */
  readWithFingerprint(key: SeriesKey, range: BarRange): FingerprintedBars {
    const bars = this.#read(key, range, shared);
    return { bars, fingerprint: fingerprintBars(bars) };
  }

  series(): readonly SeriesInfo[] {
    return this.#series.list().map(toSeriesInfo);
  }

  remove(key: SeriesKey): void {
    this.#database.write('remove series', () => {
      const row = this.#series.find(key);
      if (row === null) return;
      for (const each of [...this.#series.rolledUpFrom(row), row]) {
        this.#clear(each);
        this.#series.delete(each);
      }
    });
    this.#rollUpAnew(key.instrumentId);
  }

  compact(): void {
    for (const row of this.#series.list()) {
      this.#database.write('compact series', () => {
        settleBars(this.#tables, row);
        mergeSmallChunks(this.#tables, row.series_id);
        this.#series.save(row);
      });
    }
    this.#database.pragma('incremental_vacuum');
    this.#database.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** How long bars of a series are wanted, in milliseconds; null: for ever. NOT_FOUND for a series that is not stored. */
  setRetention(key: SeriesKey, retentionMs: number | null): void {
    this.#database.write('set retention', () => {
      const row = this.#series.find(key);
      if (row === null) throw new AppError('NOT_FOUND', `There are no bars of ${key.instrumentId} at ${key.timeframe}.`);
      row.retention_ms = retentionMs;
      this.#series.save(row);
    });
  }

  /** Deletes what is older than its series' retention; kept series are never touched. Gives how many bars were deleted. */
  applyRetention(nowMs: number): number {
    let deleted = 0;
    for (const listed of this.#series.list()) {
      if (listed.retention_ms === null || listed.is_kept === 1) continue;
      const beforeMs = nowMs - listed.retention_ms;
      deleted += this.#database.write('apply retention', () => this.#trim(listed, beforeMs));
    }
    return deleted;
  }

  list(): readonly Instrument[] {
    return this.#instruments.list();
  }

  save(instrument: Instrument): void {
    this.#instruments.save(instrument);
  }

  dispose(): void {
    this.#database.dispose();
  }

  #trim(row: SeriesRow, beforeMs: number): number {
    const deleted = trimBars(this.#tables, row, beforeMs);
    if (deleted === 0) return 0;
    row.trimmed_to_ms = Math.max(row.trimmed_to_ms ?? earliest, beforeMs);
    this.#series.saveChanged(row);
    return deleted;
  }

  #read(key: SeriesKey, range: BarRange, room: Room): BarColumns {
    return this.#database.readAll('read bars', () => {
      const row = this.#series.find(key);
      if (row === null) return room.allocate(0);
      return readBars(this.#tables, row.series_id, range.fromMs ?? earliest, range.toMs === null ? latest : range.toMs - 1, range.limit, room);
    });
  }

  /** In a transaction of its own: neither a full disk nor damaged bars of another series may keep a series from being removed. */
  #rollUpAnew(instrumentId: string): void {
    try {
      this.#database.write('roll up anew', () => rollUpAnew(this.#series, this.#tables, instrumentId));
    } catch (error) {
      // What is missing now is rolled up with the next change of the shorter bars.
      if (!(error instanceof AppError) || error.code !== 'UNAVAILABLE') throw error;
    }
  }

  /** Gives how many bars there were. */
  #clear(row: SeriesRow): number {
    return trimBars(this.#tables, row, latest);
  }
}
