import type { SeriesInfo, SeriesKey } from '../../../../contract/model/bar.ts';
import { instrumentId } from '../../../../contract/model/instrument.ts';
import { timeframe } from '../../../../contract/model/timeframe.ts';
import type { Query, StoreDatabase } from '../store-database.ts';

/** What is known of a series without looking at its bars. Times are starts of bars; null where there is none. */
export type SeriesRow = {
  readonly series_id: number;
  readonly instrument_id: string;
  readonly timeframe: string;
  is_kept: number;
  rolled_up_from: number | null;
  seq: number;
  bars: number;
  /** How many of them lie in `recent_bars`; the others are in chunks. */
  recent_bars: number;
  from_ms: number | null;
  to_ms: number | null;
  retention_ms: number | null;
  /** Retention removed what was before this moment, so nothing before it can be aggregated again. */
  trimmed_to_ms: number | null;
};

export class SeriesTable {
  readonly #find: Query<[string, string], SeriesRow>;
  readonly #list: Query<[], SeriesRow>;
  readonly #insert: Query<[string, string, number, number | null]>;
  readonly #save: Query<(number | null)[]>;
  readonly #delete: Query<[number]>;
  readonly #rolledUpFrom: Query<[number], SeriesRow>;
  readonly #nextSeq: Query<[], { last_seq: number }>;

  constructor(database: StoreDatabase) {
    this.#find = database.query('find series', 'SELECT * FROM series WHERE instrument_id = ? AND timeframe = ?');
    this.#list = database.query('list series', 'SELECT * FROM series ORDER BY instrument_id, timeframe');
    this.#insert = database.query('add series', 'INSERT INTO series (instrument_id, timeframe, is_kept, rolled_up_from, seq) VALUES (?, ?, ?, ?, 0)');
    this.#save = database.query(
      'save series',
      `UPDATE series SET is_kept = ?, rolled_up_from = ?, seq = ?, bars = ?, recent_bars = ?, from_ms = ?, to_ms = ?, retention_ms = ?, trimmed_to_ms = ?
       WHERE series_id = ?`,
    );
    this.#delete = database.query('delete series', 'DELETE FROM series WHERE series_id = ?');
    this.#rolledUpFrom = database.query('find rolled-up series', 'SELECT * FROM series WHERE rolled_up_from = ?');
    this.#nextSeq = database.query('count a change', 'UPDATE changes SET last_seq = last_seq + 1 RETURNING last_seq');
  }

  find(key: SeriesKey): SeriesRow | null {
    return this.#find.get(key.instrumentId, key.timeframe) ?? null;
  }

  list(): readonly SeriesRow[] {
    return this.#list.all();
  }

  rolledUpFrom(row: SeriesRow): readonly SeriesRow[] {
    return this.#rolledUpFrom.all(row.series_id);
  }

  add(key: SeriesKey, isKept: boolean, rolledUpFrom: SeriesRow | null): SeriesRow {
    this.#insert.run(key.instrumentId, key.timeframe, Number(isKept), rolledUpFrom?.series_id ?? null);
    return this.find(key) as SeriesRow;
  }

  /** Saves a row under the next sequence number. It counts over all series, so that one removed and stored again goes on growing. */
  saveChanged(row: SeriesRow): void {
    row.seq = (this.#nextSeq.get() as { last_seq: number }).last_seq;
    this.save(row);
  }

  /** Saves what does not change the bars that readers see. */
  save(row: SeriesRow): void {
    this.#save.run(
      row.is_kept, row.rolled_up_from, row.seq, row.bars, row.recent_bars, row.from_ms, row.to_ms, row.retention_ms, row.trimmed_to_ms, row.series_id);
  }

  delete(row: SeriesRow): void {
    this.#delete.run(row.series_id);
  }
}

export const keyOf = (row: SeriesRow): SeriesKey => ({ instrumentId: instrumentId(row.instrument_id), timeframe: timeframe(row.timeframe) });

export const toSeriesInfo = (row: SeriesRow): SeriesInfo => ({
  ...keyOf(row),
  bars: row.bars,
  fromMs: row.from_ms,
  toMs: row.to_ms,
  isKept: row.is_kept === 1,
  isRolledUp: row.rolled_up_from !== null,
  seq: row.seq,
});
