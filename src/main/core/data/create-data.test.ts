import { beforeEach, describe, expect, it } from 'vitest';
import type { Instrument } from '../../../contract/model/instrument.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { createMemoryBarStore } from '../../adapters/store/memory-bar-store.ts';
import { silentLog, type AppError } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import { createData } from './create-data.ts';
import type { Data, ImportRequest, PreviewRequest } from './data.ts';
import type { BarFile, BarFilePreview, BarFiles, BarSpacing, UploadStaging } from './ports.ts';

const hour = 3_600_000;
const hourly: BarSpacing = { typicalMs: hour, share: 1, meanMs: hour, distances: 2 };

/** Three bars, an hour apart, whose closes are `close`. */
function barFile(close: number, spacing: BarSpacing | null): BarFile {
  const column = (value: number): Float64Array => new Float64Array(3).fill(value);
  const bars = { time: Float64Array.of(0, hour, 2 * hour), open: column(1), high: column(9), low: column(1), close: column(close), volume: column(0) };
  return { bars, fileHash: 'hash', size: 1, columns: {}, spacing, warnings: [], warningCount: 0 };
}

const soundPreview: BarFilePreview = {
  layout: { separator: ',', price: 'trade', isAdjusted: false, hasSides: false, hasAdjusted: false }, columns: [{ name: 'date', role: 'time' }],
  rows: [{ line: 2, cells: ['2020-01-02'] }], faultRows: [], rowCount: 3, fromMs: 0, toMs: 2 * hour, spacing: hourly, faults: [], warnings: [], warningCount: 0,
};

const asked: PreviewRequest = { symbol: null, timeframe: null, options: {} };

describe('createData', () => {
  let preview: BarFilePreview;
  let file: BarFile;
  let saved: Instrument[];
  let data: Data;
  beforeEach(() => {
    file = barFile(5, hourly);
    preview = soundPreview;
    saved = [];
    const files: BarFiles = {
      read: async () => ({ ok: true, value: file }), preview: async () => preview, dispose: async () => {},
    };
    const market = { instrument: () => undefined, saveInstrument: async (one: Instrument) => void saved.push(one) } as unknown as Market;
    data = createData({ files, staging: { finish: async () => ({ path: 'upl-1.upload', name: 'A.csv' }) } as unknown as UploadStaging, bars: createMemoryBarStore(), market, log: silentLog });
  });
  const importAs = (length: string | null, more: Partial<ImportRequest> = {}) =>
    data.importFile('/home/me/A.csv', { symbol: 'A', timeframe: length === null ? null : timeframe(length), options: {}, onConflict: 'refuse', ...more });

  it('refuses bars of another length than the timeframe, names theirs, and stores nothing', async () => {
    const error = await importAs('1d').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('say --timeframe 1h.'), details: { looksLike: '1h' } });
    expect([saved, await data.series()]).toEqual([[], []]);
    expect(await importAs('1h')).toMatchObject({ timeframe: '1h', added: 3 });
  });
  it('takes the length that the file seems to have when none is stated, a day where it does not tell', async () => {
    expect(await importAs(null)).toMatchObject({ timeframe: '1h', added: 3 });
    file = barFile(5, null);
    expect(await importAs(null, { symbol: 'B' })).toMatchObject({ timeframe: '1d' });
  });
  it('says how to take other values for bars that are stored, and keeps those that are', async () => {
    await importAs('1h');
    file = barFile(6, hourly);
    await expect(importAs('1h')).rejects.toThrow('A.csv: the bar of 1970-01-01T00:00:00Z is stored already in FILE:A at 1h with other values; nothing was imported. To take the file\'s values, say --on-conflict replace.');
    expect(await importAs('1h', { onConflict: 'replace' })).toMatchObject({ replaced: 3 });
  });
  it('previews the timeframe that an import without one would take, and stores nothing', async () => {
    expect(await data.importPreview('upl-1', asked)).toMatchObject({ guessedTimeframe: '1h', timeframe: '1h', rowLines: [2], rows: [['2020-01-02']] });
    preview = { ...soundPreview, spacing: null };
    expect(await data.importPreview('upl-1', asked), 'one bar does not tell').toMatchObject({ guessedTimeframe: null, timeframe: '1d' });
    const fault = { code: 'BAD_TIME', line: 3, column: 'date', reason: 'r', remedy: 'm' } as const;
    preview = { ...soundPreview, rowCount: null, fromMs: null, toMs: null, spacing: null, faults: [fault] };
    expect(await data.importPreview('upl-1', asked)).toMatchObject({ rowCount: null, timeframe: null, faults: [fault] });
    expect([saved, await data.series()]).toEqual([[], []]);
  });
  it('says how many rolled-up bars an import replaces, before and after it, and brings them back when it is removed', async () => {
    const minutes = barFile(5, { ...hourly, typicalMs: 60_000, meanMs: 60_000 });
    file = { ...minutes, bars: { ...minutes.bars, time: Float64Array.of(0, 60_000, 600_000) } };
    await importAs('1m');
    file = barFile(5, { ...hourly, typicalMs: 300_000, meanMs: 300_000 });
    const ask = async (over: Partial<PreviewRequest>) => (await data.importPreview('upl-1', { ...asked, ...over })).rolledUpReplaced;
    expect([await ask({}), await ask({ symbol: 'A' }), await ask({ symbol: 'A', timeframe: timeframe('5m') }), await ask({ symbol: 'B', timeframe: timeframe('5m') })]).toEqual([null, 0, 1, 0]);
    expect(await importAs('5m')).toMatchObject({ added: 3, rolledUpReplaced: 1 });
    expect(await ask({ symbol: 'A', timeframe: timeframe('5m') })).toBe(0);
    const five = { instrumentId: instrumentId('FILE:A'), timeframe: timeframe('5m') };
    await data.remove(five);
    expect(await data.series()).toContainEqual(expect.objectContaining({ ...five, bars: 1, isRolledUp: true }));
    await expect(data.remove(five)).rejects.toMatchObject({ code: 'CONFLICT', message: 'FILE:A at 5m is rolled up from shorter bars and goes with them; remove those instead.' });
  });
  it('does not remove what is not there', async () => {
    await importAs('1h');
    const remove = (length: string) => data.remove({ instrumentId: instrumentId('FILE:A'), timeframe: timeframe(length) }).then(() => 'ok', (error: unknown) => (error as AppError).code);
    expect(await remove('1m')).toBe('NOT_FOUND');
    expect(await remove('1h')).toBe('ok');
    expect(await remove('1h')).toBe('NOT_FOUND');
  });
});
