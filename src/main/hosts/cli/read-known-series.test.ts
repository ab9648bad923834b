import { describe, expect, it } from 'vitest';
import { parseJoin, parseKnownSeries } from './read-known-series.ts';

const parse = (text: string, name: string | null = null) => parseKnownSeries(text, 'fed-funds.csv', name);
const ms = (text: string): number => Date.parse(text);

describe('a file of a series from elsewhere', () => {
  it('says what its entries are about and when they became known, a date alone at its end', () => {
    expect(parse('Known At;Period;Value\n2024-02-13T13:30:00Z;2024-01-31;3.1\n2024-03-12;2024-02-29;')).toEqual({
      name: 'fed_funds', series: { knownAtMs: Float64Array.of(ms('2024-02-13T13:30Z'), ms('2024-03-13')), time: Float64Array.of(ms('2024-01-31'), ms('2024-02-29')), value: Float64Array.of(3.1, Number.NaN) },
    });
  });
  it('may have one moment for both', () => {
    for (const column of ['date', 'released']) expect(parse(`${column},value\n2024-02-13,1`).series).toEqual({ knownAtMs: Float64Array.of(ms('2024-02-14')), time: Float64Array.of(ms('2024-02-13')), value: Float64Array.of(1) });
  });
  it('has its values in the column of its name, else in value', () => {
    const text = 'date,value,CPI\n2024-02-13,1,2';
    expect([parse(text, 'cpi'), parse(text, 'rates')].map(({ name, series }) => [name, series.value[0]])).toEqual([['cpi', 2], ['rates', 1]]);
  });
  it.each([
    ['nothing', ' ', null, 'The file is empty'], ['no rows', 'date,value\n', null, 'The file has no rows below its names'],
    ['no moments', 'when,value\n1,2', null, 'There is no column that says when a value became known; call it known_at or time. The columns are when, value.'],
    ['no values', 'date,rate\n2024-01-01,2', null, 'There is no column value; call the values so, or say which column they are, as in FILE.csv:NAME. The columns are date, rate.'],
    ['another name', 'date,rates\n2024-01-01,2', 'rate', 'There is no column value, nor one called rate; did you mean rates?'],
    ['a day that is none', 'date,value\n2024-02-31,2', null, 'Line 2: The calendar has no day "2024-02-31"; mend it or take the row out.'],
    ['a moment that is none', 'known_at,time,value\n2024-03-01,2024-01-31,1\n,2024-02-29,2', null, 'Line 3: "" is no moment such as 2026-01-31'],
    ['words', 'date,value\n\n2024-02-01,high', null, 'Line 3: value is "high", which is no number such as -0.5'],
  ])('is refused with %s', (_, text, name, sentence) => {
    expect(() => parse(text, name)).toThrow(`fed-funds.csv: ${sentence}`);
  });
});

describe('what is joined', () => {
  it.each([['a/b.csv', 'a/b.csv', null], ['b.csv:cpi', 'b.csv', 'cpi'], ['C:\\a.csv', 'C:\\a.csv', null]])('is named as in %s', (text, path, name) => {
    expect(parseJoin(text)).toEqual({ path, name });
  });
  it.each(['', 'a.csv:', 'a.csv:1st'])('is refused where it is "%s"', (text) => {
    expect(() => parseJoin(text)).toThrow('must');
  });
});
