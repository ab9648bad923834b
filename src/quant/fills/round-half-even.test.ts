import { expect, test } from 'vitest';
import { roundHalfEven } from './round-half-even.ts';

test('ties go to the even neighbour, on both sides of zero', () => {
  expect([0.5, 1.5, 2.5, 3.5, -0.5, -1.5, -2.5].map((value) => roundHalfEven(value, 0))).toEqual([0, 2, 2, 4, 0, -2, -2]);
});

test('decimal ties that binary cannot hold exactly are still ties', () => {
  expect(roundHalfEven(1.005, 2)).toBe(1);
  expect(roundHalfEven(1.015, 2)).toBe(1.02);
  expect(roundHalfEven(2.5e-8, 8)).toBe(2e-8);
  expect(roundHalfEven(3.5e-8, 8)).toBe(4e-8);
});

test('everything else goes to the nearest', () => {
  expect(roundHalfEven(1.0149999, 2)).toBe(1.01);
  expect(roundHalfEven(1.0150001, 2)).toBe(1.02);
  expect(roundHalfEven(-1.0150001, 2)).toBe(-1.02);
  expect(roundHalfEven(123456.123456784, 8)).toBe(123456.12345678);
});

test('numbers beyond the digits come back unchanged', () => {
  expect(roundHalfEven(1e12 + 0.25, 8)).toBe(1e12 + 0.25);
  expect(roundHalfEven(Infinity, 8)).toBe(Infinity);
  expect(roundHalfEven(NaN, 8)).toBeNaN();
});
