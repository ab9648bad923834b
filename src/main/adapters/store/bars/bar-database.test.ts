import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BarColumns, SeriesKey } from '../../../../contract/model/bar.ts';
import { instrumentId } from '../../../../contract/model/instrument.ts';
import { timeframe } from '../../../../contract/model/timeframe.ts';
import { openDatabase } from '../open-database.ts';
import type { StoreDatabase } from '../store-database.ts';
import { BarDatabase, marketDatabase } from './bar-database.ts';
import { allocateBars } from './columns.ts';

const acme: SeriesKey = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1m') };
const everything = { fromMs: null, toMs: null, limit: null };
const add = { isKept: false, onConflict: 'refuse' } as const;

function minutes(from: number, to: number): BarColumns {
  const bars = allocateBars(to - from);
  for (let i = 0; i < to - from; i++) {
    bars.time[i] = (from + i) * 60_000;
    for (const column of [bars.open, bars.high, bars.low, bars.close, bars.volume]) column[i] = Math.sqrt(from + i);
  }
  return bars;
}

describe('market.db', () => {
  let folder: string;
  let database: StoreDatabase;
  let bars: BarDatabase;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-market-'));
    database = openDatabase(folder, marketDatabase);
    bars = new BarDatabase(database);
  });
  afterEach(() => {
    bars.dispose();
    rmSync(folder, { recursive: true });
  });
  const chunkSizes = (): number[] => database.query<[], { bars: number }>('chunks', 'SELECT bars FROM bar_chunks ORDER BY series_id, from_ms').all().map((row) => row.bars);
  const chunkIds = (): number[] => database.query<[], { chunk_id: number }>('ids', 'SELECT chunk_id FROM bar_chunks ORDER BY from_ms').all().map((row) => row.chunk_id);
  const rowCount = (): number | undefined => database.query<[], { n: number }>('rows', 'SELECT count(*) AS n FROM recent_bars').get()?.n;

  it('stores nothing of an append that does not fit on the disk, and the whole of it when there is room again', () => {
    bars.append(acme, minutes(0, 100), add);
    const [described, before] = [bars.series(), bars.read(acme, everything)];
    database.pragma(`max_page_count = ${Number(database.pragma('page_count')) + 10}`);
    expect(() => bars.append(acme, minutes(50, 50_000), add)).toThrow(expect.objectContaining({ code: 'UNAVAILABLE', message: expect.stringContaining('The disk is full') }));
    expect(bars.series()).toEqual(described);
    expect(bars.read(acme, everything)).toEqual(before);
    database.pragma('max_page_count = 1000000');
    expect(bars.append(acme, minutes(50, 50_000), add)).toMatchObject({ added: 49_900, unchanged: 50 });
    expect(bars.read(acme, everything)).toEqual(minutes(0, 50_000));
  });

  it('settles bars as they become many, and leaves the youngest as rows', () => {
    const week = { ...acme, timeframe: timeframe('1w') };
    for (let from = 0; from < 20_000; from += 100) bars.append(week, minutes(from, from + 100), add);
    expect(chunkSizes()).toEqual([8_192, 8_192, 60]);
    expect(rowCount()).toBe(20_000 - 2 * 8_192 - 60);
    bars.compact();
    expect(rowCount()).toBe(256);
    expect(chunkSizes()).toEqual([8_192, 8_192, 20_000 - 256 - 2 * 8_192]);
    expect(bars.read(week, everything)).toEqual(minutes(0, 20_000));
  });

  it('gives space back when a series was removed and the store compacted', () => {
    bars.append(acme, minutes(0, 100_000), add);
    const before = Number(database.pragma('page_count'));
    bars.remove(acme);
    bars.compact();
    expect(Number(database.pragma('page_count'))).toBeLessThan(before / 10);
  });

  it('rewrites only the chunk that a corrected bar lies in', () => {
    const week = { ...acme, timeframe: timeframe('1w') };
    bars.append(week, minutes(0, 40_000), add);
    const before = chunkIds();
    const corrected = minutes(10_000, 10_001);
    corrected.close.fill(7);
    bars.append(week, corrected, { isKept: false, onConflict: 'replace' });
    expect(chunkIds().map((id, i) => id === before[i])).toEqual([true, false, true, true, true]);
  });
});
