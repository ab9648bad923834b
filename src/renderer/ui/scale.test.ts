import { expect, it } from 'vitest';
import { linear, percentPlaces, roundLevels, toBand, toPath } from './scale.ts';

it('finds round levels inside a range', () => {
  expect(roundLevels(-0.047, 0.051, 4)).toEqual([expect.closeTo(0, 12), expect.closeTo(0.05, 12)]);
  expect(roundLevels(0, 100, 5)).toEqual([0, 20, 40, 60, 80, 100]);
  expect([roundLevels(1, 1, 4), roundLevels(0, Number.NaN, 4)]).toEqual([[], []]);
});

it('writes as many places as tell levels apart', () => {
  expect([percentPlaces(0.05), percentPlaces(0.002), percentPlaces(0.0005)]).toEqual([0, 1, 2]);
});

it('breaks a line where a value is missing, and closes a band', () => {
  expect(toPath([[0, 1], [1, 2], [2, null], [3, 4]])).toBe('M0.0 1.0L1.0 2.0M3.0 4.0');
  expect(toBand([0, 1], [5, 6], [1, 2])).toBe('M0.0 1.0L1.0 2.0L1.0 6.0L0.0 5.0Z');
  expect(linear(0, 10, 100, 0)(5)).toBe(50);
});
