import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BarFile, BarFileOptions, BarFilePreview, BarFiles, FileFault } from '../../src/main/core/data/ports.ts';

const header = 'date,open,high,low,close,volume';
const good = [header, '2020-01-02,10,12,9,11,100', '2020-01-03,11,13,10,12,200', '2020-01-06,12,14,11,13,300'].join('\n');
const lines = (...rows: readonly string[]): string => [header, ...rows].join('\n');

/** What every reader of bar files does. `limits` are those that `openFiles` gives it. */
export function testBarFilesContract(name: string, openFiles: () => BarFiles, limits: { maxBytes: number; maxRows: number }): void {
  describe(`${name} as bar files`, () => {
    let files: BarFiles;
    const folder = mkdtempSync(join(tmpdir(), 'tapedeck-bars-'));
    let count = 0;
    const save = (content: string | Uint8Array): string => {
      const path = join(folder, `${count++}.csv`);
      writeFileSync(path, content);
      return path;
    };
    const read = async (content: string | Uint8Array, options: BarFileOptions = {}): Promise<BarFile> => {
      const result = await files.read(save(content), options);
      if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error[0])}`);
      return result.value;
    };
    const faultsOf = async (content: string | Uint8Array, options: BarFileOptions = {}): Promise<readonly FileFault[]> => {
      const result = await files.read(save(content), options);
      return result.ok ? [] : result.error;
    };
    /** Fault as `CODE line column`. */
    const places = (faults: readonly FileFault[]): string[] => faults.map(({ code, line, column }) => `${code} ${line} ${column}`);
    const times = (file: BarFile): string[] => Array.from(file.bars.time, (ms) => new Date(ms).toISOString().replace(/:00\.000Z$/, ''));

    beforeAll(() => {
      files = openFiles();
    });
    afterAll(async () => {
      await files.dispose();
      rmSync(folder, { recursive: true });
    });

    it('gives columns, the hash of the bytes, the size and the headers it used', async () => {
      const file = await read(good);
      expect(times(file)).toEqual(['2020-01-02T00:00', '2020-01-03T00:00', '2020-01-06T00:00']);
      expect({ ...file.bars, time: [] }).toEqual({
        time: [], open: Float64Array.of(10, 11, 12), high: Float64Array.of(12, 13, 14), low: Float64Array.of(9, 10, 11),
        close: Float64Array.of(11, 12, 13), volume: Float64Array.of(100, 200, 300),
      });
      expect(file.fileHash).toBe(createHash('sha256').update(good).digest('hex'));
      expect(file.size).toBe(good.length);
      expect(file.columns).toEqual({ time: 'date', open: 'open', high: 'high', low: 'low', close: 'close', volume: 'volume' });
      expect(file.warningCount).toBe(0);
    });

    describe('headers', () => {
      it('are matched without case, spaces and underscores, in any order, among columns that are ignored', async () => {
        const file = await read('Symbol,C L O S E,_low,HIGH,Open,Time Stamp\nX,11,9,12,10,2020-01-02\n');
        expect([file.bars.open[0], file.bars.high[0], file.bars.low[0], file.bars.close[0], file.bars.volume[0]]).toEqual([10, 12, 9, 11, 0]);
      });
      it('may leave the first column unnamed when it holds the times', async () => {
        expect(times(await read(good.replace('date', '')))).toHaveLength(3);
        expect(times(await read(',date,open,high,low,close\n0,2020-01-02,1,1,1,1\n1,2020-01-03,1,1,1,1'))).toEqual(['2020-01-02T00:00', '2020-01-03T00:00']);
      });
      it('may split date and clock into neighbouring columns', async () => {
        expect(times(await read('Date,Time,Open,High,Low,Close\n2020-01-02,09:30,1,1,1,1\n2020-01-02,09:31,1,1,1,1'))).toEqual(['2020-01-02T09:30', '2020-01-02T09:31']);
      });
      it('may be named by the caller', async () => {
        const text = 'day,o,h,l,c,vol\n2020-01-02,10,12,9,11,5\n';
        const columns = { time: 'day', open: 'o', high: 'h', low: 'l', close: 'c', volume: 'vol' };
        expect((await read(text, { columns })).columns).toEqual(columns);
        expect(places(await faultsOf(text, { columns: { ...columns, close: 'last' } }))).toEqual(['NO_PRICE_COLUMN 1 last']);
      });
      it('that are missing are named, with the columns that are there', async () => {
        const [first, second] = await faultsOf('day,open,high,close\n2020-01-02,1,1,1');
        expect(first).toMatchObject({ code: 'NO_TIME_COLUMN', line: 1, remedy: expect.stringContaining('The columns are: day, open, high, close.') });
        expect(second).toMatchObject({ code: 'NO_PRICE_COLUMN', line: 1, reason: 'No column named low was found.' });
      });
      it('that are not there at all are noticed', async () => {
        const [fault] = await faultsOf('2020-01-02,10,12,9,11,100\n2020-01-03,10,12,9,11,100');
        expect(fault).toMatchObject({ code: 'NO_TIME_COLUMN', line: 1, reason: 'The first line holds data instead of column names.' });
      });
      it('that name a price twice are refused', async () => {
        expect(places(await faultsOf('date,open,high,low,close,Close\n2020-01-02,1,1,1,1,1'))).toEqual(['NO_PRICE_COLUMN 1 close']);
      });
    });

    describe('prices', () => {
      const table = 'timestamp,bid_open,bid_high,bid_low,bid_close,ask_open,ask_high,ask_low,ask_close\n2020-01-02,1,3,0.5,2,1.5,3.5,1,2.5\n';
      it('of a bid and ask table are the bid unless another side is asked for', async () => {
        expect((await read(table)).bars.close[0]).toBe(2);
        expect((await read(table, { price: 'bid' })).bars.close[0]).toBe(2);
        expect((await read(table, { price: 'ask' })).bars.close[0]).toBe(2.5);
        const { open, high, low, close } = (await read(table, { price: 'mid' })).bars;
        expect([open[0], high[0], low[0], close[0]]).toEqual([1.25, 3.25, 0.75, 2.25]);
      });
      it('of a side that the file lacks are refused', async () => {
        expect((await faultsOf(good, { price: 'ask' }))[0]).toMatchObject({ code: 'NO_PRICE_COLUMN', reason: 'No column named ask_open, ask_high, ask_low, ask_close was found.' });
      });
      it('are scaled to the adjusted close when asked for', async () => {
        const text = 'Date,Open,High,Low,Close,Adj Close,Volume\n2020-01-02,10,12,8,10,5,100';
        expect((await read(text)).bars.close[0]).toBe(10);
        const { open, high, low, close, volume } = (await read(text, { adjusted: true })).bars;
        expect([open[0], high[0], low[0], close[0], volume[0]]).toEqual([5, 6, 4, 5, 100]);
        expect(places(await faultsOf(good, { adjusted: true }))).toEqual(['NO_PRICE_COLUMN 1 null']);
        const [fault] = await faultsOf(text.replace(',5,100', ',-5,100'), { adjusted: true });
        expect(fault).toMatchObject({ code: 'BAD_PRICE', line: 2, column: 'Adj Close', reason: 'An adjusted close of -5 cannot be reached from the close 10 by a factor.' });
      });
      it('may be negative, as oil has been', async () => {
        expect((await read(lines('2020-04-20,17.73,17.85,-40.32,-37.63,100'))).bars.close[0]).toBe(-37.63);
      });
      /** Rows of sound bars, a minute apart, with others put in their places. */
      const among = (count: number, odd: Readonly<Record<number, string>>): string =>
        lines(...Array.from({ length: count }, (_, i) => `${1_600_000_000 + i * 60},${odd[i] ?? '10,12,9,11,1'}`));
      const outside = '13,12,9,11,1';
      it('outside low…high, or of 0, are read with a warning where they are rare, for real files have them', async () => {
        const file = await read(among(200, { 0: outside, 1: '10,12,0,11,1' }));
        expect(places(file.warnings)).toEqual(['OHLC_INCONSISTENT 2 open', 'BAD_PRICE 3 null']);
        expect(file.warningCount).toBe(2);
        expect(file.bars.open[0]).toBe(13);
      });
      it('outside low…high, or of 0, in more than one row of a hundred are refused line by line', async () => {
        const faults = await faultsOf(among(200, { 0: outside, 1: '10,12,0,11,1', 5: '10,12,9,8,1' }));
        expect(places(faults)).toEqual(['OHLC_INCONSISTENT 2 open', 'BAD_PRICE 3 null', 'OHLC_INCONSISTENT 7 close']);
        expect(faults[0]).toMatchObject({ reason: 'The open 13 lies outside low 9 … high 12.', remedy: 'Correct the line from another source, or remove it.' });
        expect(places(await faultsOf(among(3, { 1: outside }))), 'a short file').toEqual(['OHLC_INCONSISTENT 3 open']);
        expect(places(await faultsOf(among(1, { 0: outside }))), 'a single row').toEqual(['OHLC_INCONSISTENT 2 open']);
      });
      it('below 0 are counted as a warning each', async () => {
        expect(places((await read(lines('2020-04-20,17.73,17.85,-40.32,-37.63,100', '2020-04-21,1,2,1,2,1'))).warnings)).toEqual(['BAD_PRICE 2 low']);
      });
      it.each([['1e308,1e308,1,2,1', 'BAD_PRICE 2 open'], ['1,1e16,1,1,1', 'BAD_PRICE 2 high'], ['1,1,-1e16,1,1', 'BAD_PRICE 2 low'], ['1,1,1,1,1e308', 'BAD_NUMBER 2 volume']])('beyond any market\'s, as in %s, are refused', async (cells, place) => {
        expect(places(await faultsOf(lines(`2020-01-02,${cells}`)))).toEqual([place]);
      });
      it('off by rounding alone are not worth a word', async () => {
        expect((await read(lines('2020-01-02,10.0000000001,10,9,9.5,1'))).warningCount).toBe(0);
      });
      it('with the high below the low are refused', async () => {
        const [fault] = await faultsOf(lines('2020-01-02,10,9,12,11,1'));
        expect(fault).toMatchObject({ code: 'OHLC_INCONSISTENT', line: 2, column: 'high', reason: 'The high 9 is below the low 12.' });
      });
      it('outside low…high in most rows mean that the columns are mixed up', async () => {
        expect(places(await faultsOf(lines('2020-01-02,13,12,9,11,1', '2020-01-03,13,12,9,11,1', '2020-01-06,10,12,9,11,1')))).toEqual(['OHLC_INCONSISTENT null null']);
      });
    });

    describe('times', () => {
      const at = (...stamps: readonly string[]): string => lines(...stamps.map((stamp) => `${stamp},1,1,1,1,1`));
      it.each([
        [['2020-01-02T09:30:00Z', '2020-01-02T15:31:00+06:00'], ['2020-01-02T09:30', '2020-01-02T09:31']],
        [['2020-01-02 09:30:00', '2020-01-02 09:31:00.000'], ['2020-01-02T09:30', '2020-01-02T09:31']],
        [['20200102', '20200103'], ['2020-01-02T00:00', '2020-01-03T00:00']],
        [['1577957400', '1577957460'], ['2020-01-02T09:30', '2020-01-02T09:31']],
        [['1577957400000', '1577957460000'], ['2020-01-02T09:30', '2020-01-02T09:31']],
        [['1/2/2020', '1/13/2020'], ['2020-01-02T00:00', '2020-01-13T00:00']],
        [['2/1/2020', '13/1/2020'], ['2020-01-02T00:00', '2020-01-13T00:00']],
        [['01/31/2020 09:30', '02/01/2020 09:31'], ['2020-01-31T09:30', '2020-02-01T09:31']],
        [['1/10/2020', '1/11/2020', '2/1/2020'], ['2020-01-10T00:00', '2020-01-11T00:00', '2020-02-01T00:00']],
        [['3/3/2020'], ['2020-03-03T00:00']],
      ])('%j are read as %j', async (stamps, expected) => expect(times(await read(at(...stamps)))).toEqual(expected));

      it('of which none tells month from day are refused', async () => {
        expect(places(await faultsOf(at('1/2/2020', '1/3/2020')))).toEqual(['AMBIGUOUS_DATE null date']);
      });
      it('that contradict each other on month and day are refused where they do', async () => {
        expect(places(await faultsOf(at('1/13/2020', '14/1/2020')))).toEqual(['BAD_TIME 2 date']);
      });
      it('without an offset are those of the zone, UTC when none is given', async () => {
        const text = at('2020-03-06 09:30', '2020-03-09 09:30');
        expect(times(await read(text))).toEqual(['2020-03-06T09:30', '2020-03-09T09:30']);
        expect(times(await read(text, { timezone: 'America/New_York' }))).toEqual(['2020-03-06T14:30', '2020-03-09T13:30']);
      });
      it('known only by their date are 00:00Z of it, whatever the zone', async () => {
        expect(times(await read(good, { timezone: 'America/New_York' }))[0]).toBe('2020-01-02T00:00');
      });
      it('in an hour that came twice stay in order; in one that never came they are read with a warning', async () => {
        const twice = await read(at('2020-11-01 01:30', '2020-11-01 01:30', '2020-11-01 02:30'), { timezone: 'America/New_York' });
        expect(times(twice)).toEqual(['2020-11-01T05:30', '2020-11-01T06:30', '2020-11-01T07:30']);
        const never = await read(at('2020-03-08 02:30', '2020-03-08 04:30'), { timezone: 'America/New_York' });
        expect(times(never)).toEqual(['2020-03-08T07:30', '2020-03-08T08:30']);
        expect(places(never.warnings)).toEqual(['BAD_TIME 2 date']);
      });
      it('in an hour that never came which meet the next are told from repeats', async () => {
        const [fault, ...more] = await faultsOf(at('2020-03-08 02:30', '2020-03-08 03:30'), { timezone: 'America/New_York' });
        expect(more).toEqual([]);
        expect(fault).toMatchObject({
          code: 'BAD_TIME', line: 2, reason: 'The clock in America/New_York never showed 2020-03-08T02:30:00, and the hour after it is taken.',
          remedy: 'Give the time zone that the times are written in.',
        });
      });
      it.each(['0001-01-01', '9999-12-31', '1699-12-31', '2200-01-01', '99991231'])('of no market, such as %s, are refused', async (date) => {
        const stamp = date.includes('-') ? '2020-01-02' : '20200102';
        const faults = await faultsOf(date < '2020' ? at(date, stamp) : at(stamp, date));
        expect(places(faults)).toEqual([`BAD_TIME ${date < '2020' ? 2 : 3} date`]);
        expect(faults[0]?.reason).toContain('is no time that a market had: it must lie from 1700 to 2199.');
      });
      it('tell how far apart the bars lie', async () => {
        const hours = Array.from({ length: 10 }, (_, i) => `2020-01-02 ${String(i + 8).padStart(2, '0')}:00`);
        expect((await read(at(...hours, '2020-01-06 08:00'))).spacing).toMatchObject({ typicalMs: 3_600_000, share: 0.9, distances: 10 });
        expect((await read(at('2020-01-02'))).spacing).toBeNull();
      });
      it('with and without offsets in one file are refused when a zone is given', async () => {
        expect(places(await faultsOf(at('2020-01-02T09:30Z', '2020-01-02 09:31'), { timezone: 'Europe/Berlin' }))).toEqual(['BAD_TIME null date']);
      });
      it('in a zone that does not exist are refused', async () => {
        expect((await faultsOf(good, { timezone: 'Mars/Olympus' }))[0]).toMatchObject({ code: 'UNKNOWN_TIMEZONE', reason: 'There is no time zone "Mars/Olympus".' });
      });
      it('that go backwards are refused with both lines', async () => {
        const [fault] = await faultsOf(at('2020-01-02', '2020-01-06', '2020-01-03', '2020-01-07'));
        expect(fault).toMatchObject({ code: 'TIME_BACKWARDS', line: 4, column: 'date', reason: '2020-01-03T00:00:00Z comes after 2020-01-06T00:00:00Z on line 3.' });
      });
      it('that run from new to old are one fault, not one a row', async () => {
        const faults = await faultsOf(at('2020-01-06', '2020-01-03', '2020-01-02'));
        expect(faults).toHaveLength(1);
        expect(faults[0]).toMatchObject({ code: 'TIME_BACKWARDS', reason: 'The rows run from the newest to the oldest.' });
      });
      it('that occur twice are refused, and a repeated line is told from a contradiction', async () => {
        const faults = await faultsOf(lines('2020-01-02,1,1,1,1,1', '2020-01-02,1,1,1,1,1', '2020-01-03,1,1,1,1,1', '2020-01-03,1,1,1,1,2'));
        expect(places(faults)).toEqual(['DUPLICATE_TIME 3 date', 'DUPLICATE_TIME 5 date']);
        expect(faults[0]?.reason).toBe('Repeats line 2 (2020-01-02T00:00:00Z) value by value.');
        expect(faults[1]?.reason).toBe('2020-01-03T00:00:00Z is on line 4 already, with other values.');
      });
    });

    describe('text', () => {
      it('in one column says that the separator is not known', async () => {
        const [fault] = await faultsOf('date open high low close\n2020-01-02 1 1 1 1');
        expect(fault?.remedy).toContain('There is one column only: separate columns by a comma, a semicolon, a tab or "|".');
      });
      it('is read with any of four separators, quotes, a byte order mark, CRLF and no last line end', async () => {
        const expected = (await read(good)).bars;
        const dresses = [good.replaceAll(',', ';'), good.replaceAll(',', '\t'), good.replaceAll(',', '|'), good.replace(/[^,\n]+/g, '"$&"'), `\uFEFF${good}`, good.replaceAll('\n', '\r\n'), `${good}\n`, `\n${good}\n\n\n`, good.replaceAll(',', ' , ')];
        for (const text of dresses) expect((await read(text)).bars, JSON.stringify(text.slice(0, 40))).toEqual(expected);
      });
      it('with a bad row in the middle gives nothing but the line, the column and the words', async () => {
        const result = await files.read(save(lines('2020-01-02,1,1,1,1,1', '2020-01-03,1,1,x1,1,1', '2020-01-06,1,1,1,1,1')), {});
        expect(result).toEqual({
          ok: false,
          error: [{ code: 'BAD_NUMBER', line: 3, column: 'low', reason: '"x1" is not a number.', remedy: 'Fill in the value or remove the line.' }],
        });
      });
      it('counts lines as an editor does, over blank lines and line breaks in quotes', async () => {
        const text = 'note,date,open,high,low,close\n\n"a\nb",2020-01-02,1,1,1,1\n\nx,2020-01-03,1,1,1,?\ny,2020-01-02,1,1,1,1';
        expect(places(await faultsOf(text))).toEqual(['BAD_NUMBER 6 close', 'DUPLICATE_TIME 7 date']);
      });
      it('finds several faults at once, up to a hundred', async () => {
        const faults = await faultsOf(lines('2020-01-02,,1,1,1,1', '2020-13-03,1,1,1,1,1', '2020-01-06,1,1,1', '2020-01-07,1,1,1,1,-5', '2020-01-08,"1,5",2,1,1,1', '1578500000,1,1,1,1,1', '2020-01-10,1,1,1,1,1,,'));
        expect(places(faults)).toEqual(['BAD_NUMBER 2 open', 'BAD_TIME 3 date', 'COLUMN_COUNT 4 null', 'BAD_NUMBER 5 volume', 'BAD_NUMBER 6 open', 'BAD_TIME 7 date']);
        expect(faults.map(({ reason }) => reason)).toEqual([
          'The cell is empty.', 'The calendar has no day "2020-13-03".', 'There are 4 cells and the header names 6 columns.', 'The volume "-5" is below 0.',
          '"1,5" is not a number.', '"1578500000" is written in another way than the times before it.',
        ]);
        expect(await faultsOf(lines(...Array.from({ length: 500 }, () => 'x')))).toHaveLength(100);
      });
      it.each(['nan', 'inf', 'null', '1e999', '-', 'N/A'])('is no number when it is %s', async (cell) => {
        expect(places(await faultsOf(lines(`2020-01-02,1,1,1,${cell},1`)))).toEqual(['BAD_NUMBER 2 close']);
      });
      it('with a quote that is never closed is refused where it was opened', async () => {
        expect(places(await faultsOf(`${good}\n"2020-01-07,1,1,1,1,1\n2020-01-08,1,1,1,1,1`))).toEqual(['COLUMN_COUNT 5 null']);
      });
    });

    describe('a preview', () => {
      const preview = (content: string | Uint8Array, options: BarFileOptions = {}): Promise<BarFilePreview> => files.preview(save(content), options);
      const mid = 'time,bid_open,bid_high,bid_low,bid_close,ask_open,ask_high,ask_low,ask_close\n2020-01-02,1,1,1,1,3,3,3,3\n2020-01-03,1,1,1,1,3,3,3,3';
      const adjusted = 'Date,Open,High,Low,Close,Adj Close,Volume\n2020-01-02,10,12,9,10,5,1\n2020-01-03,10,12,9,10,5,1';

      it.each<readonly [string, string | Uint8Array, BarFileOptions]>([
        ['a good file', good, {}],
        ['a middle of bid and ask', mid, { price: 'mid' }],
        ['adjusted prices', adjusted, { adjusted: true }],
        ['adjusted prices that are not there', good, { adjusted: true }],
        ['times of a zone', lines('2020-01-02 09:30,1,1,1,1,1', '2020-01-02 09:31,1,1,1,1,1'), { timezone: 'America/New_York' }],
        ['a zone that is none', good, { timezone: 'Mars/Olympus' }],
        ['columns named by the caller', good, { columns: { close: 'open', volume: 'none' } }],
        ['missing columns', 'day,open,high,close\n2020-01-02,1,1,1', {}],
        ['a bad row', lines('2020-01-02,1,1,1,1,1', '2020-01-03,1,1,x1,1,1'), {}],
        ['times going backwards', lines('2020-01-02,1,1,1,1,1', '2020-01-06,1,1,1,1,1', '2020-01-03,1,1,1,1,1', '2020-01-07,1,1,1,1,1'), {}],
        ['duplicates', lines('2020-01-02,1,1,1,1,1', '2020-01-02,1,1,1,1,1'), {}],
        ['dates of unknown order', 'date,open,high,low,close\n1/2/2020,1,1,1,1\n1/2/2021,1,1,1,1', {}],
        ['odd prints', lines(...Array.from({ length: 300 }, (_, i) => `${1_577_923_200 + i * 60},${i === 7 ? 99 : 1},2,1,1,1`)), {}],
        ['too many faults', lines(...Array.from({ length: 500 }, () => 'x')), {}],
        ['no row', header, {}],
        ['an empty file', '', {}],
        ['binary data', Uint8Array.of(100, 97, 0, 1, 2), {}],
      ])('of %s says what reading it says', async (_name, content, options) => {
        const path = save(content);
        const [read_, seen] = [await files.read(path, options), await files.preview(path, options)];
        expect(seen.faults).toEqual(read_.ok ? [] : read_.error);
        const { time } = read_.ok ? read_.value.bars : { time: null };
        expect([seen.rowCount, seen.fromMs, seen.toMs]).toEqual([time?.length ?? null, time?.[0] ?? null, time?.at(-1) ?? null]);
        expect([seen.spacing, seen.warnings, seen.warningCount]).toEqual(read_.ok ? [read_.value.spacing, read_.value.warnings, read_.value.warningCount] : [null, [], 0]);
        if (read_.ok) for (const [role, name_] of Object.entries(read_.value.columns)) expect(seen.columns.some((column) => column.name === name_ && column.role !== null), role).toBe(true);
      });
      it('shows how the file is written and what each column is read as', async () => {
        const seen = await preview(`Symbol,${header}\nX,2020-01-02,10,12,9,11,100`);
        expect(seen.layout).toEqual({ separator: ',', price: 'trade', isAdjusted: false, hasSides: false, hasAdjusted: false });
        expect(seen.columns.map(({ role }) => role)).toEqual([null, 'time', 'open', 'high', 'low', 'close', 'volume']);
        expect(seen.rows).toEqual([{ line: 2, cells: ['X', '2020-01-02', '10', '12', '9', '11', '100'] }]);
        expect((await preview(mid, { price: 'mid' })).columns.map(({ role }) => role)).toEqual(['time', 'open', 'high', 'low', 'close', 'open', 'high', 'low', 'close']);
        expect((await preview(mid)).layout).toMatchObject({ price: 'bid', hasSides: true });
        expect((await preview(adjusted, { adjusted: true })).columns.map(({ role }) => role)).toEqual(['time', 'open', 'high', 'low', 'close', 'adjusted', 'volume']);
        expect((await preview(adjusted)).layout).toMatchObject({ isAdjusted: false, hasAdjusted: true });
        expect((await preview(good.replaceAll(',', ';'))).layout).toMatchObject({ separator: ';' });
      });
      it('shows the rows and the columns that are there when others are missing, so that they can be named', async () => {
        const seen = await preview('day,o,high,low,close\n2020-01-02,1,1,1,1');
        expect(seen.layout).not.toBeNull();
        expect(seen.columns.map(({ role }) => role)).toEqual([null, null, 'high', 'low', 'close']);
        expect(seen.rows).toHaveLength(1);
      });
      it('shows the first twenty rows, then those with faults on their lines, each after the row before it', async () => {
        const row = (i: number): string => `${1_577_923_200 + i * 60},1,1,1,${i === 3 || i === 700 || i === 701 ? 'x' : 1},1`;
        const seen = await preview(`\n${lines(...Array.from({ length: 800 }, (_, i) => row(i)))}`);
        expect(seen.faults.map(({ line }) => line)).toEqual([6, 703, 704]);
        expect(seen.rows.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, i) => i + 3));
        expect(seen.rows[3]?.cells[4]).toBe('x');
        expect(seen.faultRows.map(({ line, cells }) => [line, cells[4]])).toEqual([[702, '1'], [703, 'x'], [704, 'x']]);
      });
      it('shows rows with odd values where there are no faults', async () => {
        const row = (i: number): string => `${1_577_923_200 + i * 60},${i === 250 ? 99 : 1},2,1,1,1`;
        const seen = await preview(lines(...Array.from({ length: 300 }, (_, i) => row(i))));
        expect(seen.warnings.map(({ line }) => line)).toEqual([252]);
        expect(seen.faultRows.map(({ line, cells }) => [line, cells[1]])).toEqual([[251, '1'], [252, '99']]);
      });
      it('counts lines over blank ones and line breaks in quotes', async () => {
        const seen = await preview('note,date,open,high,low,close\n\n"a\nb",2020-01-02,1,1,1,1\n\nx,2020-01-03,1,1,1,?');
        expect([seen.rows.map(({ line }) => line), seen.faults.map(({ line }) => line)]).toEqual([[3, 6], [6]]);
      });
      it('stays small whatever the file holds', async () => {
        const wide = Array.from({ length: 3_000 }, (_, i) => `c${i}`).join(',');
        const seen = await preview(`${wide},${header}\n${`${'y'.repeat(200)},`.repeat(3_000)}2020-01-02,1,1,1,1,1\n`);
        expect([seen.columns.length, seen.rows[0]?.cells.length, seen.rows[0]?.cells[0]]).toEqual([200, 200, `${'y'.repeat(60)}…`]);
        expect(seen.rowCount).toBe(1);
      });
      it('is not made when the signal has been raised already', async () => {
        await expect(files.preview(save(good), {}, AbortSignal.abort(new Error('changed my mind')))).rejects.toThrow('changed my mind');
      });
    });

    describe('files', () => {
      it('that are empty, or have a header only, are refused', async () => {
        expect(places(await faultsOf(''))).toEqual(['EMPTY null null']);
        expect(places(await faultsOf(' \n\n'))).toEqual(['EMPTY null null']);
        expect(await faultsOf(header)).toMatchObject([{ code: 'EMPTY', reason: 'There is a header and no row below it.' }]);
        expect(await faultsOf(`${header}\n\n`)).toMatchObject([{ code: 'EMPTY' }]);
      });
      it.each([
        ['a ZIP archive or a spreadsheet', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0)],
        ['compressed with gzip', Uint8Array.of(0x1f, 0x8b, 8, 0)],
        ['in UTF-16', Uint8Array.of(0xff, 0xfe, 100, 0)],
        ['holds binary data', Uint8Array.of(100, 97, 0, 1, 2)],
      ])('that are %s are refused by name', async (what, bytes) => {
        expect(await faultsOf(bytes)).toMatchObject([{ code: 'NOT_TEXT', reason: expect.stringContaining(what) }]);
      });
      it('that are missing, or a folder, are refused', async () => {
        expect(await files.read(join(folder, 'nowhere.csv'), {})).toMatchObject({ ok: false, error: [{ code: 'UNREADABLE', reason: 'There is no such file.' }] });
        mkdirSync(join(folder, 'sub'), { recursive: true });
        expect(await files.read(join(folder, 'sub'), {})).toMatchObject({ ok: false, error: [{ code: 'UNREADABLE', reason: 'This is not a file.' }] });
      });
      it('beyond the limits of bytes or rows are refused', async () => {
        expect(places(await faultsOf(header.padEnd(limits.maxBytes + 1)))).toEqual(['TOO_LARGE null null']);
        const row = (i: number): string => `${1_600_000_000 + i},1,1,1,1,1`;
        expect((await read(lines(...Array.from({ length: limits.maxRows }, (_, i) => row(i))))).bars.time).toHaveLength(limits.maxRows);
        expect(places(await faultsOf(lines(...Array.from({ length: limits.maxRows + 1 }, (_, i) => row(i)))))).toEqual([`TOO_LARGE ${limits.maxRows + 2} null`]);
      });
      it('are read side by side without mixing', async () => {
        const results = await Promise.all(Array.from({ length: 8 }, (_, i) => read(lines(`2020-01-02,${i + 1},${i + 1},${i + 1},${i + 1},1`))));
        expect(results.map(({ bars }) => bars.close[0])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      });
      it('are not read when the signal has been raised already', async () => {
        await expect(files.read(save(good), {}, undefined, AbortSignal.abort(new Error('changed my mind')))).rejects.toThrow('changed my mind');
        expect((await read(good)).bars.time).toHaveLength(3);
      });
    });
  });
}
