import { expect, it } from 'vitest';
import type { Bar } from '../../../contract/model/bar.ts';
import { placeAt, waveOf } from './draw-wave.ts';

const bar = (volume: number, range = 2): Bar => ({ time: 0 as Bar['time'], open: 10, high: 10 + range, low: 10, close: 10, volume });

it('bars stand in their column, those that are only seen and those ahead in none', () => {
  const bars = [bar(99), bar(1), bar(2), bar(5)];
  expect([...waveOf({ bars, cursor: 2, count: 6 }, 6)]).toEqual([1, 2, 5, 0, 0, 0]);
  expect([...waveOf({ bars, cursor: 2, count: 6 }, 3)], 'the largest of a column').toEqual([2, 5, 0]);
});

it('a series without volume shows the range of its bars', () => {
  expect([...waveOf({ bars: [bar(0, 1), bar(0, 3)], cursor: 1, count: 2 }, 2)]).toEqual([1, 3]);
});

it('a moment belongs to the bar that had begun last, and to none before the first', () => {
  const bars = [10, 20, 30].map((time) => ({ time: time as Bar['time'] }));
  expect([9, 10, 19, 20, 35].map((ms) => placeAt(bars, ms))).toEqual([-1, 0, 0, 1, 2]);
  expect(placeAt([], 5)).toBe(-1);
});
