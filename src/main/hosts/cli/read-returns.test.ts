import { describe, expect, it } from 'vitest';
import { parseReturns, parseReturnTable } from './read-returns.ts';
import { toText } from './text-table.ts';

const day = (text: string): number => Date.parse(text);
const parse = (text: string, benchmark: string | null = null) => parseReturns(text, 'a.csv', 'ret', benchmark);

describe('a file of returns', () => {
  it('is read by its column names, whatever separates them', () => {
    const expected = { returns: [0.01, -0.02], benchmark: [0.5, null], time: [day('2024-01-02'), day('2024-01-03')] };
    for (const separator of [',', ';', '\t']) {
      expect(parse(['date,ret,bench', '2024-01-02,0.01,.5', '2024-01-03,-2e-2,'].join('\r\n').replaceAll(',', separator), 'bench')).toEqual(expected);
    }
  });
  it('may have quotes, an unnamed column of dates, names in other letters and empty lines', () => {
    expect(parse('"","Ret"\n"2024-01-02 15:30","0.01"\n\n2024-01-03T00:00:00+02:00,1\n')).toEqual({ returns: [0.01, 1], benchmark: null, time: [day('2024-01-02T15:30Z'), day('2024-01-02T22:00Z')] });
  });
  it('needs no dates', () => {
    expect(parse('ret\n0.1\n0.2')).toEqual({ returns: [0.1, 0.2], benchmark: null, time: null });
  });
  it.each(['', 'NaN', 'NA', 'null', 'None', ' '])('has none where a cell says "%s"', (cell) => {
    expect(parse(`ret,other\n${cell},1\n0.2,2`).returns).toEqual([null, 0.2]);
  });
  it.each([
    ['another column', 'date,rets\n2024-01-02,1', 'There is no column ret; did you mean rets? The columns are date, rets.'],
    ['words for a return', 'date,ret\n2024-01-02,1\n2024-01-03,up', 'Line 3: ret is "up", which is no number such as -0.0125'],
    ['a percentage', 'ret\n1.5%', 'Line 2: ret is "1.5%", which is no number'],
    ['an infinite return', 'ret\ninf', 'Line 2: ret is "inf"'], ['a return too large to hold', 'ret\n1e999', 'Line 2: ret is "1e999"'],
    ['a date that is none', 'date,ret\n02/01/2024,1', 'Line 2: "02/01/2024" is no moment such as 2026-01-31'],
    ['a date that does not exist', 'date,ret\n2024-13-41,1', 'Line 2: The calendar has no day "2024-13-41"'],
    ['a day that February does not have, and not the right day after it', 'date,ret\n2020-02-28,0\n2020-02-31,0\n2020-03-02,0', 'Line 3: The calendar has no day "2020-02-31"'],
    ['a leap day of another year', 'date,ret\n2021-02-29T10:00:00Z,0', 'Line 2: The calendar has no day "2021-02-29T10:00:00Z"'],
    ['moments in two forms', 'date,ret\n2024-01-02,0\n20240103,0', 'Line 3: "20240103" is written in another way than the moments before it'],
    ['percents', 'ret\n0.5\n\n-1.5', 'Line 4: ret is -1.5: a simple return is never below -1, the loss of everything. 0.01 is 1 %: give shares, not percents or prices.'],
    ['a name that would move the cursor', 'd\u001B[2Jate,rets\n1,1', 'There is no column ret; did you mean rets? The columns are d?[2Jate, rets.'],
    ['a cell that would ring', 'ret\n\u0007', 'Line 2: ret is "?", which is no number'],
    ['dates out of order', 'date,ret\n2024-01-03,1\n2024-01-02,1', 'Line 3: 2024-01-02 is not after the row before'],
    ['a date twice', 'date,ret\n2024-01-03,1\n\n2024-01-03,1', 'Line 4: 2024-01-03 is not after the row before'],
    ['names alone', 'date,ret\n', 'The file has no rows below its names'],
    ['nothing', '', 'The file is empty; it needs a row of names and a row for each return.'],
    ['white space', ' \n\n', 'The file is empty'],
  ])('is refused with its line for %s', (_, text, sentence) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ name: 'AppError', code: 'INVALID_INPUT', message: expect.stringContaining(`a.csv: ${sentence}`) }) as Error);
  });
  it('may lose everything', () => {
    expect(parse('ret\n-1').returns).toEqual([-1]);
  });
  it.each([
    ['UTF-16', [0xff, 0xfe, 0x72, 0], 'The file is in UTF-16. Save it as CSV in UTF-8.'],
    ['a spreadsheet', [0x50, 0x4b, 3, 4, 20], 'The file is a ZIP archive or a spreadsheet. Unpack it, or save the sheet as CSV.'],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0], 'The file holds binary data. Choose a text file such as CSV.'],
  ])('is text, not %s', (_, bytes, sentence) => {
    expect(() => toText(Uint8Array.from(bytes), 'a.csv')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', message: `a.csv: ${sentence}` }) as Error);
  });
  it('may begin with a mark of its encoding', () => {
    expect(toText(new TextEncoder().encode('\uFEFFret\n1'), 'a.csv')).toBe('ret\n1');
  });
});

describe('a file of several strategies', () => {
  const table = (text: string, over: Partial<Parameters<typeof parseReturnTable>[2]> = {}) => parseReturnTable(text, 'a.csv', { columns: [], benchmark: null, positions: null, ...over });
  const text = 'date,one,two,index,held\n2024-01-02,0.1,,0.01,2\n2024-01-03,0.2,-0.1,0.02,-3';
  it('has all columns that are not asked for as something else', () => {
    expect(table(text, { benchmark: 'index', positions: 'held' })).toEqual({
      columns: [{ name: 'one', returns: [0.1, 0.2] }, { name: 'two', returns: [null, -0.1] }], benchmark: [0.01, 0.02], positions: [2, -3], time: [day('2024-01-02'), day('2024-01-03')],
    });
  });
  it('has those that are named, in that order', () => {
    expect(table(text, { columns: ['two', 'One'] }).columns.map(({ name }) => name)).toEqual(['two', 'one']);
  });
  it.each([
    ['two of one name', 'a,a\n1,2', {}, 'The column a is there twice'], ['one asked for twice', 'a,b\n1,2', { columns: ['a', 'A'] }, 'The column a is there twice'],
    ['nothing but dates', 'date\n2024-01-02', {}, 'There is no column of returns'], ['a position that a return could not be, among the returns', 'a,b\n-3,1', {}, 'Line 2: a is -3'],
    ['words for a position', 'a,b,held\n0,1,much', { benchmark: 'b', positions: 'held' }, 'Line 2: held is "much"'],
  ])('is refused with %s', (_, given, over, sentence) => {
    expect(() => table(given, over)).toThrow(sentence);
  });
});
