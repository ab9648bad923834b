import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import { clockOf } from './test-clock.ts';
import { classifyGaps, findCalendar, utcClock, type Gap, type GapOptions, type TradingCalendar } from './index.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const at = (text: string): number => Date.parse(text);
const calendarOf = (name: string): TradingCalendar => findCalendar(name)!;
const newYork = clockOf('America/New_York');
const auto: GapOptions = { barMs: null, halts: [] };

/** Flat bars at given moments with a volume each. */
const barsAt = (time: readonly number[], volume: (ms: number) => number = () => 100): BarColumns => {
  const flat = Float64Array.from(time, () => 10);
  return { time: Float64Array.from(time), open: flat, high: flat, low: flat, close: flat, volume: Float64Array.from(time, volume) };
};
const every = (from: string, to: string, step = minuteMs): number[] => Array.from({ length: Math.round((at(to) - at(from)) / step) }, (_, i) => at(from) + i * step);
const show = (gaps: readonly Gap[]): string[] => gaps.map(({ kind, fromMs, toMs, missingBars }) => `${kind} ${new Date(fromMs).toISOString().slice(5, 16)} ${new Date(toMs).toISOString().slice(5, 16)} ${missingBars}`);

const friday = every('2013-10-04T13:30Z', '2013-10-04T20:00Z');
const monday = every('2013-10-07T13:30Z', '2013-10-07T20:00Z');
const tuesday = every('2013-10-08T13:30Z', '2013-10-08T20:00Z');
const without = (time: readonly number[], from: string, to: string): number[] => time.filter((ms) => ms < at(from) || ms >= at(to));

describe('gaps between bars of minutes', () => {
  const classify = (bars: BarColumns, options = auto) => classifyGaps(bars, calendarOf('us-equity'), newYork, options);
  it('are nights and weekends where nothing is missing', () => {
    const { gaps, barMs, outside } = classify(barsAt([...friday, ...monday, ...tuesday]));
    expect(show(gaps)).toEqual(['weekend 10-04T20:00 10-07T13:30 0', 'overnight 10-07T20:00 10-08T13:30 0']);
    expect([barMs, outside]).toEqual([minuteMs, 0]);
  });
  it('are holidays where a weekday has no session: Labor Day, and the third of July that ends early', () => {
    const bars = barsAt([...every('2013-08-30T13:30Z', '2013-08-30T20:00Z'), ...every('2013-09-03T13:30Z', '2013-09-03T20:00Z')]);
    expect(show(classify(bars).gaps)).toEqual(['holiday 08-30T20:00 09-03T13:30 0']);
    const july = barsAt([...every('2013-07-03T13:30Z', '2013-07-03T17:00Z'), ...every('2013-07-05T13:30Z', '2013-07-05T20:00Z')]);
    expect(show(classify(july).gaps)).toEqual(['holiday 07-03T17:00 07-05T13:30 0']);
  });
  it('are missing data in lively trading, told apart from the weekend beside them', () => {
    const bars = barsAt([...without(friday, '2013-10-04T19:50Z', '2013-10-04T20:00Z'), ...without(monday, '2013-10-07T13:30Z', '2013-10-07T13:40Z')]);
    expect(show(classify(bars).gaps)).toEqual(['missing 10-04T19:50 10-04T20:00 10', 'weekend 10-04T20:00 10-07T13:30 0', 'missing 10-07T13:30 10-07T13:40 10']);
  });
  it('join sessions without any bar', () => {
    const wednesday = every('2013-10-09T13:30Z', '2013-10-09T20:00Z');
    expect(show(classify(barsAt([...friday, ...wednesday])).gaps)).toEqual(['weekend 10-04T20:00 10-07T13:30 0', 'missing 10-07T13:30 10-08T20:00 780', 'overnight 10-08T20:00 10-09T13:30 0']);
  });
  it('are a halt where lively trading stood for five minutes and came back with an auction, or where one is known', () => {
    const time = without(monday, '2013-10-07T15:00Z', '2013-10-07T15:05Z');
    const resumed = at('2013-10-07T15:05Z');
    expect(show(classify(barsAt(time, (ms) => (ms === resumed ? 900 : 100))).gaps)).toEqual(['halt 10-07T15:00 10-07T15:05 5']);
    expect(show(classify(barsAt(time)).gaps), 'no auction').toEqual(['missing 10-07T15:00 10-07T15:05 5']);
    const short = without(monday, '2013-10-07T15:00Z', '2013-10-07T15:04Z');
    expect(show(classify(barsAt(short, (ms) => (ms === at('2013-10-07T15:04Z') ? 900 : 100))).gaps), 'too short').toEqual(['missing 10-07T15:00 10-07T15:04 4']);
    expect(show(classify(barsAt(time), { barMs: null, halts: [{ fromMs: at('2013-10-07T14:59Z'), toMs: at('2013-10-07T15:03Z') }] }).gaps)).toEqual(['halt 10-07T15:00 10-07T15:05 5']);
  });
  it('are merely untraded where trading is thin', () => {
    const thin = monday.filter((_, i) => i % 3 !== 1);
    const { gaps } = classify(barsAt(thin), { barMs: minuteMs, halts: [] });
    expect(new Set(gaps.map(({ kind }) => kind))).toEqual(new Set(['untraded']));
    expect(gaps.reduce((sum, { missingBars }) => sum + missingBars, 0)).toBe(390 - thin.length);
  });
  it('do not end with a bar outside sessions, which is counted', () => {
    const early = every('2013-10-07T12:00Z', '2013-10-07T13:30Z');
    const { gaps, outside } = classify(barsAt([...friday, ...early, ...monday]));
    expect([show(gaps), outside]).toEqual([['weekend 10-04T20:00 10-07T13:30 0'], 90]);
  });
  it('see no gap where a clock repeats or skips an hour', () => {
    const hours = (from: string, to: string) => classifyGaps(barsAt(every(from, to, 60 * minuteMs)), calendarOf('always'), newYork, auto).gaps;
    expect(hours('2013-11-02T04:00Z', '2013-11-05T05:00Z')).toEqual([]);
    expect(hours('2013-03-09T05:00Z', '2013-03-12T04:00Z')).toEqual([]);
  });
  it('of what never closes are one piece however many days they last', () => {
    const hours = without(every('2013-06-01T00:00Z', '2013-06-10T00:00Z', 60 * minuteMs), '2013-06-03T12:00Z', '2013-06-06T06:00Z');
    expect(show(classifyGaps(barsAt(hours), calendarOf('always'), utcClock, auto).gaps)).toEqual(['missing 06-03T12:00 06-06T06:00 66']);
  });
});

describe('gaps between bars known by their date', () => {
  const dates = (...days: number[]): BarColumns => barsAt(days.map((day) => at('2013-07-01') + (day - 1) * dayMs));
  it('are weekends, holidays and missing days of the calendar', () => {
    const { gaps, outside } = classifyGaps(dates(1, 2, 3, 5, 8, 9, 11, 12, 13), calendarOf('us-equity'), newYork, auto);
    expect(show(gaps)).toEqual(['holiday 07-04T00:00 07-05T00:00 0', 'weekend 07-06T00:00 07-08T00:00 0', 'missing 07-10T00:00 07-11T00:00 1']);
    expect(outside, 'the 13th is a Saturday').toBe(1);
  });
  it('of weeks are missing weeks', () => {
    expect(show(classifyGaps(dates(1, 8, 15, 29), calendarOf('us-equity'), newYork, auto).gaps)).toEqual(['missing 07-22T00:00 07-29T00:00 1']);
  });
});

describe('gaps are refused', () => {
  it('over bars that cannot be', () => {
    expect(() => classifyGaps(barsAt([5, 5]), calendarOf('always'), utcClock, auto)).toThrow(expect.objectContaining({ code: 'BAD_BARS' }) as Error);
    expect(() => classifyGaps(barsAt([5]), calendarOf('always'), utcClock, { barMs: 0, halts: [] })).toThrow(expect.objectContaining({ code: 'RANGE' }) as Error);
  });
  it('and none where there are no bars or one', () => {
    expect(classifyGaps(barsAt([]), calendarOf('always'), utcClock, auto).gaps).toEqual([]);
    expect(classifyGaps(barsAt([7]), calendarOf('always'), utcClock, auto)).toMatchObject({ gaps: [], barMs: dayMs });
  });
});
