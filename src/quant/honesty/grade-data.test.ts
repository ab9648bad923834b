import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import { randomBars } from '../strategies/test-reference.ts';
import { gradeData, gradeSeries } from './grade-data.ts';

const dayMs = 86_400_000;
const thousand = randomBars(5, 1_000);
const years = (count = 1_000): BarColumns => (count === 1_000 ? thousand : randomBars(5, count));

const mapColumns = (bars: BarColumns, change: (column: Float64Array, name: keyof BarColumns) => Float64Array): BarColumns =>
  ({ time: change(bars.time, 'time'), open: change(bars.open, 'open'), high: change(bars.high, 'high'), low: change(bars.low, 'low'), close: change(bars.close, 'close'), volume: change(bars.volume, 'volume') });
const without = (bars: BarColumns, from: number, to: number): BarColumns => mapColumns(bars, (column) => column.filter((_, i) => i < from || i >= to));
/** Prices from a bar on divided by so much, as after a split that nobody adjusted for. */
const splitAt = (bars: BarColumns, bar: number, by: number): BarColumns => mapColumns(bars, (column, name) => (name === 'time' || name === 'volume' ? column : column.map((price, i) => (i < bar ? price : price / by))));
const gradeOf = (bars: BarColumns) => gradeSeries({ symbol: 'A', bars });

describe('the grade of bars', () => {
  it('is A where nothing is wrong', () => expect(gradeOf(years())).toEqual({ grade: 'A', sentence: 'Nothing was found in 1,000 bars that speaks against them.', defects: [] }));

  it('finds no split in wild markets', () => {
    for (let seed = 1; seed <= 10; seed++) expect(gradeOf(randomBars(seed, 1_000, { volatility: 0.06 })).defects).toEqual([]);
  });

  it.each([[2, '2 for 1'], [4, '4 for 1'], [1.5, '3 for 2'], [20, '20 for 1'], [0.1, '1 for 10']])('names a split by %s that prices were not adjusted for', (by, ratio) => {
    const found = gradeOf(splitAt(years(), 400, by));
    expect(found).toMatchObject({ grade: 'D', defects: [{ kind: 'split', count: 1, firstTimeMs: years().time[400] }] });
    expect(found.sentence).toContain(ratio);
  });

  it('takes no offence at a split that is among the actions', () => {
    const bars = splitAt(years(), 400, 2);
    const date = new Date(bars.time[400] ?? 0).toISOString().slice(0, 10);
    expect(gradeSeries({ symbol: 'A', bars, actions: [{ date, type: 'split', value: 2 }] }).grade).toBe('A');
  });

  it('counts gaps, a hole of two months more than a lost week', () => {
    expect(gradeOf(without(years(), 300, 305))).toMatchObject({ grade: 'B', defects: [{ kind: 'gap', count: 1, firstTimeMs: years().time[305] }] });
    expect(gradeOf(without(years(), 300, 345))).toMatchObject({ grade: 'C', defects: [{ kind: 'gap', count: 1 }] });
    expect(gradeOf(without(years(), 300, 600))).toMatchObject({ grade: 'D' });
  });

  it('lets hours of the night pass, and none of a market that never sleeps', () => {
    const hours = randomBars(2, 20_000, { stepMs: dayMs / 24, volatility: 0.004 });
    expect(gradeOf(hours).grade).toBe('A');
    expect(gradeOf(without(hours, 500, 512)).defects).toMatchObject([{ kind: 'gap', count: 1 }]);
    const sessions = mapColumns(hours, (column) => column.filter((_, i) => { const at = new Date(hours.time[i] ?? 0); return at.getUTCHours() >= 14 && at.getUTCHours() < 21 && at.getUTCDay() % 6 !== 0; }));
    expect(gradeOf(sessions).defects.filter(({ kind }) => kind !== 'short')).toEqual([]);
  });

  it('is F where bars are out of order or many are broken', () => {
    const swapped = mapColumns(years(), (column, name) => (name === 'time' ? column.with(11, column[10] ?? 0) : column));
    expect(gradeOf(swapped)).toMatchObject({ grade: 'F', defects: [{ kind: 'order', count: 1 }] });
    const broken = mapColumns(years(), (column, name) => (name === 'high' ? column.map((high, i) => (i % 50 === 7 ? high / 2 : high)) : column));
    expect(gradeOf(broken)).toMatchObject({ grade: 'F', defects: [{ kind: 'broken-bar', count: 20 }] });
  });

  it('takes an open of another vendor a little above the high for little, and one far above it for more', () => {
    const openAt = (factor: number) => mapColumns(years(), (column, name) => (name === 'open' ? column.with(500, (years().high[500] ?? 0) * factor) : column));
    expect(gradeOf(openAt(1.004))).toMatchObject({ grade: 'B', sentence: expect.stringContaining('by at most 0.4 %') });
    expect(gradeOf(openAt(1.03))).toMatchObject({ grade: 'C', defects: [{ kind: 'broken-bar', count: 1 }] });
  });

  it('takes a bad morning for no split', () => {
    for (const fall of [1.25, 1.4, 1.7, 0.8, 0.66]) expect(gradeOf(splitAt(years(), 400, fall)).defects, String(fall)).toEqual([]);
  });

  it('names a dead feed and a short history', () => {
    const still = mapColumns(years(), (column, name) => (name === 'time' || name === 'volume' ? column : column.map((price, i) => (i >= 200 && i < 230 ? (years().close[199] ?? 0) : i < 230 ? price : (price * (years().close[199] ?? 0)) / (years().close[229] ?? 1)))));
    expect(gradeOf(still).defects).toMatchObject([{ kind: 'stale', count: 1 }]);
    expect(gradeOf(years(60))).toMatchObject({ grade: 'D', defects: [{ kind: 'short' }] });
    expect(gradeOf(years(300))).toMatchObject({ grade: 'C', defects: [{ kind: 'short' }] });
  });

  it('of several series is that of the worst', () => {
    const found = gradeData([{ symbol: 'A', bars: years() }, { symbol: 'B', bars: splitAt(years(), 100, 3) }]);
    expect(found).toMatchObject({ grade: 'D', defects: [{ symbol: 'B' }] });
  });
});
