import { expect, it } from 'vitest';
import { measureFalls } from './measure-falls.ts';

const hours = (count: number): number[] => Array.from({ length: count }, (_, hour) => hour * 3_600_000);

it('says how deep each bar lies below the peak so far, and where the deepest fall began, turned and ended', () => {
  const { drawdown, worst } = measureFalls(hours(7), [100, 120, 90, 60, 120, 110, 130]);
  expect([...drawdown].map((share) => Math.round(share * 1e6) / 1e6)).toEqual([0, 0, -0.25, -0.5, 0, -0.083333, 0]);
  expect(worst).toEqual({ depth: -0.5, fromMs: 3_600_000, bottomMs: 3 * 3_600_000, toMs: 4 * 3_600_000 });
});

it('has no end for a fall that lasts', () => {
  expect(measureFalls(hours(4), [100, 80, 90, 99]).worst).toEqual({ depth: expect.closeTo(-0.2, 12), fromMs: 0, bottomMs: 3_600_000, toMs: null });
});

it('has no fall where there was none', () => {
  expect(measureFalls(hours(3), [100, 100, 101])).toEqual({ drawdown: new Float64Array(3), worst: null });
});
