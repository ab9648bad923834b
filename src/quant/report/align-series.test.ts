import { expect, it } from 'vitest';
import { closesAt, placeAt, placesAt } from './align-series.ts';

const time = Float64Array.of(10, 20, 30);

it('finds the last bar at or before each moment, one by one as all at once', () => {
  const moments = [5, 10, 19, 20, 30, 99];
  expect([...placesAt(moments, time)]).toEqual([-1, 0, 0, 1, 2, 2]);
  expect(moments.map((ms) => placeAt(time, ms))).toEqual([...placesAt(moments, time)]);
});

it('stands where a series begins before its first bar', () => {
  expect([...closesAt([5, 25, 99], { time, close: Float64Array.of(1, 2, 3) })]).toEqual([1, 2, 3]);
});
