import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adjustBars, classifyGaps, findCalendar, makeFactorTable, resampleBars, toMoment, utcClock, type FactorTable, type TradingCalendar } from '../../src/quant/series/index.ts';
import { clockOf } from '../../src/quant/series/test-clock.ts';
import { readColumns } from './read-columns.ts';
import { hasShared, sharedPath } from './shared.ts';

const dayMs = 86_400_000;
const calendarOf = (name: string): TradingCalendar => {
  const found = findCalendar(name);
  if (found === null) throw new Error(`no calendar ${name}`);
  return found;
};
const us = calendarOf('us-equity');

function readFactors(symbol: string): { readonly table: FactorTable; readonly reference: Float64Array } {
  const rows = readFileSync(sharedPath(`data/daily_raw_lean/${symbol}.factors.csv`), 'utf8').trim().split(/\r?\n/).slice(1).map((line) => line.split(','));
  const column = (at: number): Float64Array => Float64Array.from(rows, (row) => Number(row[at]));
  return { table: { day: Float64Array.from(rows, ([date = '']) => Date.parse(date) / dayMs), priceFactor: column(1), splitFactor: column(2) }, reference: column(3) };
}

/** The largest difference of two lists, as a share of the second. */
const largestShare = (ours: Float64Array, expected: Float64Array): number => ours.reduce((most, value, i) => Math.max(most, Math.abs(value / (expected[i] ?? 0) - 1)), 0);

describe.runIf(hasShared)('the calendar of New York', () => {
  it.each(['SPY', 'IWM'])('has a session on every day on which %s traded from its first bar to 2021, and on no other', (symbol) => {
    const { time } = readColumns(sharedPath(`data/daily_raw_lean/${symbol}.csv`));
    const traded = new Set(Array.from(time, (ms) => ms / dayMs));
    const [first, last] = [(time[0] ?? 0) / dayMs, (time.at(-1) ?? 0) / dayMs];
    const wrong = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((day) => traded.has(day) !== (us.hoursOn(day) !== null));
    expect(wrong.map((day) => new Date(day * dayMs).toISOString().slice(0, 10))).toEqual([]);
  });
});

describe.runIf(hasShared)('minutes of SPY in October 2013', () => {
  const clock = clockOf('America/New_York');
  const read = () => {
    const columns = readColumns(sharedPath('data/minute/SPY_1m_2013-10-04_11.csv'));
    // The file shows the clock of New York.
    return { ...columns, time: columns.time.map((ms) => toMoment(clock, ms)) };
  };
  it('make six days of 390 minutes, whose extremes are those of the daily file', () => {
    const minutes = read();
    const { bars, outside } = resampleBars(minutes, { kind: 'day' }, us, clock);
    expect(bars.time).toHaveLength(6);
    expect(outside).toBe(minutes.time.length - 6 * 390);
    const daily = readColumns(sharedPath('data/daily_raw_lean/SPY.csv'));
    for (const [i, ms] of bars.time.entries()) {
      const row = daily.time.indexOf(ms);
      for (const name of ['open', 'high', 'low', 'close'] as const) expect(Math.abs((bars[name][i] ?? 0) / (daily[name][row] ?? 0) - 1), `${name} of day ${i}`).toBeLessThan(1e-3);
    }
  });
  it('have no hole in the session and thin trading outside it', () => {
    const gapsOf = (name: string) => {
      const counts: Record<string, number> = {};
      for (const { kind } of classifyGaps(read(), calendarOf(name), clock, { barMs: 60_000, halts: [] }).gaps) counts[kind] = (counts[kind] ?? 0) + 1;
      return counts;
    };
    expect(gapsOf('us-equity')['missing']).toBeUndefined();
    const extended = gapsOf('us-equity-extended');
    expect([extended['overnight'], extended['weekend']]).toEqual([4, 1]);
    expect(extended['untraded']).toBeGreaterThan(100);
  });
});

describe.runIf(hasShared)('factors of LEAN', () => {
  it.each(['SPY', 'QQQ', 'IWM'])('of %s take prices to total returns and back', (symbol) => {
    const bars = readColumns(sharedPath(`data/daily_raw_lean/${symbol}.csv`));
    const { table } = readFactors(symbol);
    const total = adjustBars(bars, table, 'raw', 'total-return', utcClock);
    const back = adjustBars(total, table, 'total-return', 'raw', utcClock);
    expect(largestShare(back.close, bars.close)).toBeLessThan(8e-16);
    expect(total.close[0]).toBeCloseTo((bars.close[0] ?? 0) * (table.priceFactor[0] ?? 0) * (table.splitFactor[0] ?? 0), 12);
  });
  it('are those that ours make of the dividends in them, which are rounded to cents there', () => {
    const bars = readColumns(sharedPath('data/daily_raw_lean/SPY.csv'));
    const { table, reference } = readFactors('SPY');
    const rows = Array.from(table.day).map((day, i) => ({ day, next: table.priceFactor[i + 1] ?? 1, factor: table.priceFactor[i] ?? 1, close: reference[i] ?? 0 })).slice(1, -1);
    const dividends = rows.map(({ day, factor, next, close }) => ({ day: day + 1, amount: close * (1 - factor / next) })).filter(({ amount }) => amount > 1e-4);
    const ours = makeFactorTable({ dividends, splits: [] }, { day: bars.time.map((ms) => ms / dayMs), close: bars.close });
    const close = adjustBars(bars, ours, 'raw', 'total-return', utcClock).close;
    const theirs = adjustBars(bars, table, 'raw', 'total-return', utcClock).close;
    expect(largestShare(close, theirs)).toBeLessThan(1e-4);
  });
});
