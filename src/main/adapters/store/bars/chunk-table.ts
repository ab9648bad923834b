import { crc32 } from 'node:zlib';
import type { BarColumns } from '../../../../contract/model/bar.ts';
import type { Query, StoreDatabase } from '../store-database.ts';
import { damagedDatabase } from '../store-error.ts';
import { decodeBars, encodeBars } from './codec/bar-codec.ts';
import { allocateBars, firstTime, lastTime, viewBars } from './columns.ts';

/** Bars a chunk holds when it is full: small enough to rewrite for one late bar, large enough that reading is one sweep. */
export const barsPerChunk = 8_192;

/** A stretch of settled bars, without its bytes. Both ends are times of bars. */
export type Chunk = { readonly chunk_id: number; readonly from_ms: number; readonly to_ms: number; readonly bars: number };

/** Compressed stretches of each series; they never overlap. Ranges are inclusive. */
export class ChunkTable {
  readonly #database: StoreDatabase;
  readonly #overlapping: Query<[number, number, number], Chunk>;
  readonly #last: Query<[number], Chunk>;
  readonly #body: Query<[number], { checksum: number; body: Buffer }>;
  readonly #insert: Query<[number, number, number, number, number, Uint8Array]>;
  readonly #delete: Query<[number]>;

  constructor(database: StoreDatabase) {
    this.#database = database;
    const columns = 'chunk_id, from_ms, to_ms, bars';
    this.#overlapping = database.query(
      'find chunks', `SELECT ${columns} FROM bar_chunks WHERE series_id = ? AND to_ms >= ? AND from_ms <= ? ORDER BY from_ms`);
    this.#last = database.query('find last chunk', `SELECT ${columns} FROM bar_chunks WHERE series_id = ? ORDER BY from_ms DESC LIMIT 1`);
    this.#body = database.query('read chunk', 'SELECT checksum, body FROM bar_chunks WHERE chunk_id = ?');
    this.#insert = database.query(
      'add chunk', 'INSERT INTO bar_chunks (series_id, from_ms, to_ms, bars, checksum, body) VALUES (?, ?, ?, ?, ?, ?)');
    this.#delete = database.query('delete chunk', 'DELETE FROM bar_chunks WHERE chunk_id = ?');
  }

  /** Those that hold or span any moment of the range, ascending. */
  overlapping(seriesId: number, fromMs: number, toMs: number): readonly Chunk[] {
    return this.#overlapping.all(seriesId, fromMs, toMs);
  }

  last(seriesId: number): Chunk | null {
    return this.#last.get(seriesId) ?? null;
  }

  read(chunk: Chunk): BarColumns {
    const bars = allocateBars(chunk.bars);
    this.readInto(chunk, bars, 0);
    return bars;
  }

  /** Writes a chunk's bars into `target` from a position on. Bytes that are not the ones written are a damaged database. */
  readInto(chunk: Chunk, target: BarColumns, position: number): void {
    const row = this.#body.get(chunk.chunk_id);
    if (row === undefined || crc32(row.body) !== row.checksum) {
      throw damagedDatabase(this.#database.file, `the bars from ${new Date(chunk.from_ms).toISOString()} on are not what was written`);
    }
    decodeBars(row.body, target, position);
  }

  /** Adds bars as full chunks and one with the rest. */
  add(seriesId: number, bars: BarColumns): void {
    const count = bars.time.length;
    for (let from = 0; from < count; from += barsPerChunk) {
      const piece = viewBars(bars, from, Math.min(from + barsPerChunk, count));
      const body = encodeBars(piece);
      this.#insert.run(seriesId, firstTime(piece), lastTime(piece), piece.time.length, crc32(body), body);
    }
  }

  delete(chunk: Chunk): void {
    this.#delete.run(chunk.chunk_id);
  }
}
