import { describe, expect, test } from 'vitest';
import { flatBars } from './test-run.ts';
import { endsOf, joinRates } from './rates.ts';
import type { RateSeries } from './task.ts';

const day = 86_400_000;
const days = (...list: number[]): Float64Array => Float64Array.from(list, (one) => one * day);
const rates = (closes: Readonly<Record<number, number>>, isInverted = false): RateSeries =>
  ({ bars: { ...flatBars(Object.values(closes)), time: days(...Object.keys(closes).map(Number)) }, isInverted });

describe('where bars end', () => {
  test('where the next one starts, and before a pause after a whole bar', () => {
    expect([...endsOf(days(0, 1, 2, 5, 6, 7))]).toEqual([...days(1, 2, 3, 6, 7, 8)]);
  });

  test('months are as long as the calendar has them', () => {
    expect([...endsOf(days(0, 31, 59, 90, 120, 151))]).toEqual([...days(31, 59, 90, 120, 151, 182)]);
  });

  test('a bar of a length that nobody knows lasts until the next one starts, and the last for ever', () => {
    expect([...endsOf(days(0, 1, 5, 20))]).toEqual([day, 5 * day, 20 * day, Infinity]);
    expect([...endsOf(days(3))]).toEqual([Infinity]);
  });
});

describe('rates joined to bars', () => {
  const time = days(2, 3, 4);

  test('a bar of rates counts from its end on: at the open the one before, at the close that of the same day', () => {
    const { atOpen, atClose } = joinRates('A', time, rates({ 1: 10, 2: 20, 3: 30, 4: 40, 5: 50 }));
    expect([[...atOpen], [...atClose]]).toEqual([[10, 20, 30], [20, 30, 40]]);
  });

  test('a rate without a newer one stands, over its own gaps and after its end', () => {
    const { atOpen, atClose } = joinRates('A', time, rates({ 0: 1, 1: 2, 3: 4 }));
    expect([[...atOpen], [...atClose]]).toEqual([[2, 2, 4], [2, 4, 4]]);
  });

  test('hours show inside a day no more than its open and its close', () => {
    const hourly: RateSeries = { bars: { ...flatBars(Array.from({ length: 49 }, (_, k) => k + 1)), time: Float64Array.from({ length: 49 }, (_, k) => (k * day) / 24) }, isInverted: false };
    const { atOpen, atClose } = joinRates('A', days(1, 2), hourly);
    expect([[...atOpen], [...atClose]]).toEqual([[24, 48], [48, 49]]);
  });

  test('on Friday evening Monday is not known', () => {
    const { atClose } = joinRates('A', days(0, 1, 4, 5), rates({ 0: 1, 1: 2, 2: 3, 3: 4, 4: 5, 5: 6 }));
    expect([...atClose]).toEqual([1, 2, 5, 6]);
  });

  test('inverted rates are divided by', () => {
    expect([...joinRates('A', time, rates({ 1: 10, 2: 20, 3: 40, 4: 50 }, true)).atClose]).toEqual([0.05, 0.025, 0.02]);
  });

  test('rates that begin too late are refused with both moments', () => {
    expect(() => joinRates('A', time, rates({ 3: 1, 4: 1 }))).toThrow('The rate for A is first known at 1970-01-05 00:00Z, after the close of its first bar of 1970-01-03 00:00Z; give rates from before, or bars from later on.');
    expect(joinRates('A', time, rates({ 2: 1, 3: 1 })).atClose[0]).toBe(1);
    expect(() => joinRates('A', time, rates({ 0: 1 }))).toThrow('The rate for A is never known, because it has one bar');
  });
});
