import { expect, it } from 'vitest';
import { splitLog } from './split-log.ts';

it('writes 1, 2 and 5 of each power of ten on a logarithmic axis', () => {
  expect(splitLog(7_000, 70_000)).toEqual([10_000, 20_000, 50_000]);
  expect(splitLog(0.09, 2)).toEqual([0.1, 0.2, 0.5, 1, 2]);
});

it('takes closer levels where the range is narrow, and a handful where it is narrower still', () => {
  expect(splitLog(9_000, 21_000)).toEqual([10_000, 15_000, 20_000]);
  const narrow = splitLog(10_000, 12_000);
  expect(narrow.length).toBeGreaterThan(1);
  expect(narrow.length).toBeLessThanOrEqual(6);
  expect(narrow.every((level) => level >= 10_000 && level <= 12_000)).toBe(true);
});
