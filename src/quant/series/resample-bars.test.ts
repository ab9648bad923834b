import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import { aggregateBars, validateBars } from '../bars/index.ts';
import { clockOf } from './test-clock.ts';
import { findCalendar, resampleBars, utcClock, type TradingCalendar } from './index.ts';

const hourMs = 3_600_000;
const at = (text: string): number => Date.parse(text);
const show = (time: ArrayLike<number>): string[] => Array.from(time, (ms) => new Date(ms).toISOString().slice(5, 16));
const calendarOf = (name: string): TradingCalendar => findCalendar(name)!;

/** Bars that begin at given moments: bar i opens at i, closes at i + 0.5 and has a volume of 1. */
const barsAt = (time: readonly number[]): BarColumns => ({
  time: Float64Array.from(time), open: Float64Array.from(time, (_, i) => i + 10), high: Float64Array.from(time, (_, i) => i + 11), low: Float64Array.from(time, (_, i) => i + 9),
  close: Float64Array.from(time, (_, i) => i + 10.5), volume: Float64Array.from(time, () => 1),
});
const every = (fromMs: number, toMs: number, stepMs: number): number[] => Array.from({ length: Math.round((toMs - fromMs) / stepMs) }, (_, i) => fromMs + i * stepMs);

describe('resampled bars', () => {
  it('of a day with a repeated hour are 25 hours, of one with a missing hour 23', () => {
    const clock = clockOf('America/New_York');
    const days = (bars: BarColumns) => resampleBars(bars, { kind: 'day' }, calendarOf('always'), clock).bars;
    const autumn = days(barsAt(every(at('2013-11-02T04:00Z'), at('2013-11-05T05:00Z'), hourMs)));
    expect(show(autumn.time)).toEqual(['11-02T00:00', '11-03T00:00', '11-04T00:00']);
    expect(Array.from(autumn.volume)).toEqual([24, 25, 24]);
    expect(Array.from(days(barsAt(every(at('2013-03-09T05:00Z'), at('2013-03-12T04:00Z'), hourMs))).volume)).toEqual([24, 23, 24]);
  });
  it('inside such a day count the hours that pass, so that none is joined with its repeat', () => {
    const clock = clockOf('America/New_York');
    const hours = every(at('2013-11-03T04:00Z'), at('2013-11-04T05:00Z'), hourMs / 2);
    const { bars } = resampleBars(barsAt(hours), { kind: 'intraday', lengthMs: hourMs }, calendarOf('always'), clock);
    expect(bars.time).toHaveLength(25);
    expect(Array.from(bars.volume)).toEqual(Array.from({ length: 25 }, () => 2));
    const fours = resampleBars(barsAt(hours), { kind: 'intraday', lengthMs: 4 * hourMs }, calendarOf('always'), clock).bars;
    expect(show(fours.time)).toEqual(['11-03T04:00', '11-03T08:00', '11-03T12:00', '11-03T16:00', '11-03T20:00', '11-04T00:00', '11-04T04:00']);
    expect(Array.from(fours.volume), 'the seventh is the hour too many').toEqual([8, 8, 8, 8, 8, 8, 2]);
  });
  it('follow the opening of the exchange when its clock changes, not UTC', () => {
    const clock = clockOf('America/New_York');
    const minutes = [...every(at('2013-11-01T08:00Z'), at('2013-11-02T00:00Z'), 60_000), ...every(at('2013-11-04T09:00Z'), at('2013-11-05T01:00Z'), 60_000)];
    const { bars, outside } = resampleBars(barsAt(minutes), { kind: 'intraday', lengthMs: hourMs }, calendarOf('us-equity'), clock);
    expect(show(bars.time)).toEqual([
      ...['13:30', '14:30', '15:30', '16:30', '17:30', '18:30', '19:30'].map((time) => `11-01T${time}`), ...['14:30', '15:30', '16:30', '17:30', '18:30', '19:30', '20:30'].map((time) => `11-04T${time}`),
    ]);
    expect(Array.from(bars.volume)).toEqual([60, 60, 60, 60, 60, 60, 30, 60, 60, 60, 60, 60, 60, 30]);
    expect(outside).toBe(minutes.length - 2 * 390);
  });
  it('of currencies have days from 17:00 to 17:00 in New York and weeks that begin on Sunday evening', () => {
    const clock = clockOf('America/New_York');
    const hours = every(at('2013-06-09T21:00Z'), at('2013-06-14T21:00Z'), hourMs);
    const fx = calendarOf('fx-week');
    expect(show(resampleBars(barsAt(hours), { kind: 'day' }, fx, clock).bars.time)).toEqual(['10', '11', '12', '13', '14'].map((day) => `06-${day}T00:00`));
    expect(show(resampleBars(barsAt(hours), { kind: 'week' }, fx, clock).bars.time)).toEqual(['06-10T00:00']);
    expect(resampleBars(barsAt(every(at('2013-06-14T21:00Z'), at('2013-06-16T21:00Z'), hourMs)), { kind: 'day' }, fx, clock).outside).toBe(48);
  });
  it('of dates keep them: weeks from Monday, whatever the calendar', () => {
    const dates = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11].map((day) => at('2013-07-01') + day * 24 * hourMs);
    const weeks = resampleBars(barsAt(dates), { kind: 'week' }, calendarOf('us-equity'), clockOf('America/New_York')).bars;
    expect(show(weeks.time)).toEqual(['07-01T00:00', '07-08T00:00']);
    expect([weeks.open[1], weeks.high[1], weeks.low[1], weeks.close[1], weeks.volume[1]]).toEqual([15, 20, 14, 19.5, 5]);
  });
  it('in UTC without sessions are those of the plain aggregation', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 120 });
    fc.assert(fc.property(steps, fc.constantFrom(5, 15, 60, 240), (gaps, minutes) => {
      let ms = at('2013-05-01T00:00Z');
      // Two bars a minute apart show that the bars are those of minutes.
      const bars = barsAt([1, 1, ...gaps].map((gap) => (ms += gap * 60_000)));
      expect(resampleBars(bars, { kind: 'intraday', lengthMs: minutes * 60_000 }, calendarOf('always'), utcClock).bars).toEqual(aggregateBars(bars, minutes * 60_000));
    }), { numRuns: 50 });
  });
  it('are good bars that carry every volume but what is outside, and do not change with what comes later', () => {
    const clock = clockOf('America/New_York');
    const minutes = every(at('2013-11-01T12:00Z'), at('2013-11-01T22:00Z'), 5 * 60_000);
    const length = { kind: 'intraday', lengthMs: 30 * 60_000 } as const;
    const whole = resampleBars(barsAt(minutes), length, calendarOf('us-equity'), clock);
    expect(validateBars(whole.bars)).toBeNull();
    expect(whole.bars.volume.reduce((sum, one) => sum + one, whole.outside)).toBe(minutes.length);
    fc.assert(fc.property(fc.integer({ min: 1, max: minutes.length }), (cut) => {
      const { bars } = resampleBars(barsAt(minutes.slice(0, cut)), length, calendarOf('us-equity'), clock);
      const finished = Math.max(0, bars.time.length - 1);
      expect(bars.close.subarray(0, finished)).toEqual(whole.bars.close.subarray(0, finished));
    }), { numRuns: 20 });
  });
  it.each([
    ['FINER_THAN_SOURCE', barsAt(every(0, 20 * hourMs, hourMs)), 15 * 60_000],
    ['NOT_A_MULTIPLE', barsAt(every(0, 20 * hourMs, hourMs)), 90 * 60_000],
    ['RANGE', barsAt([0]), 24 * hourMs],
    ['BAD_BARS', barsAt([1, 1]), hourMs],
    ['BAD_BARS', { ...barsAt([1, 2]), low: Float64Array.of(1, Number.NaN) }, hourMs],
    ['BAD_BARS', { ...barsAt([1, 2]), volume: Float64Array.of(1, -1) }, hourMs],
    ['LENGTHS_DIFFER', { ...barsAt([1, 2]), close: new Float64Array(1) }, hourMs],
  ])('are refused with %s', (code, bars, lengthMs) => {
    expect(() => resampleBars(bars, { kind: 'intraday', lengthMs }, calendarOf('always'), utcClock)).toThrow(expect.objectContaining({ name: 'QuantError', code }) as Error);
  });
  it('take an open above its high, as real files have it, for what it is', () => {
    const odd = { ...barsAt([0, hourMs]), open: Float64Array.of(99, 99) };
    const { bars } = resampleBars(odd, { kind: 'day' }, calendarOf('always'), utcClock);
    expect([bars.open[0], bars.high[0]]).toEqual([99, 12]);
  });
  it('of none are none', () => {
    expect(resampleBars(barsAt([]), { kind: 'week' }, calendarOf('always'), utcClock)).toEqual({ bars: barsAt([]), outside: 0 });
  });
});
