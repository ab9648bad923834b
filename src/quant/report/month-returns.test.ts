import { expect, it } from 'vitest';
import { computeMonthReturns } from './month-returns.ts';

it('counts each month from the last bar before it, and the year over its months', () => {
  const time = [Date.UTC(2024, 10, 29), Date.UTC(2024, 11, 2), Date.UTC(2024, 11, 31), Date.UTC(2025, 0, 2), Date.UTC(2025, 2, 3)];
  const [first, second] = computeMonthReturns(time, [100, 105, 110, 99, 198]);
  expect(first).toMatchObject({ year: 2024, total: expect.closeTo(0.1, 12) });
  expect(first?.months.slice(9)).toEqual([null, 0, expect.closeTo(0.1, 12)]);
  expect(second?.months.slice(0, 4), 'February has no bar, March counts from January').toEqual([expect.closeTo(-0.1, 12), null, expect.closeTo(1, 12), null]);
  expect(second?.total).toBeCloseTo(0.8, 12);
});

it('reads the border of months and years in UTC', () => {
  const years = computeMonthReturns([Date.UTC(2024, 11, 31, 23, 59), Date.UTC(2025, 0, 1)], [100, 101]);
  expect(years.map(({ year }) => year)).toEqual([2024, 2025]);
});

it('has nothing to say of no bars, and does not divide by what was lost', () => {
  expect(computeMonthReturns([], [])).toEqual([]);
  expect(computeMonthReturns([0, Date.UTC(1970, 1, 2), Date.UTC(1970, 2, 2)], [100, 0, 0])[0]).toMatchObject({ total: -1, months: [0, -1, 0, ...Array<null>(9).fill(null)] });
});
