import { expect, it } from 'vitest';
import { computeBackoffMs } from './compute-backoff.ts';

it('doubles from a quarter of a second up to 15 s', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map((failures) => computeBackoffMs(failures, 1))).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
});

it('leaves half of the delay to chance, so that clients do not come back together', () => {
  expect([0, 0.5, 1].map((chance) => computeBackoffMs(3, chance))).toEqual([500, 750, 1_000]);
});
