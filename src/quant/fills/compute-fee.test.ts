import { expect, test } from 'vitest';
import { computeFee } from './compute-fee.ts';

test('a fee is the fixed amount plus the share of the value, whatever the side', () => {
  expect(computeFee({ fixed: 1, rate: 0.001 }, 10, 20)).toBe(1.2);
  expect(computeFee({ fixed: 1, rate: 0.001 }, -10, 20)).toBe(1.2);
});

test('a fee is rounded half-even to eight digits', () => {
  expect(computeFee({ fixed: 0, rate: 1 }, 1, 0.000000125)).toBe(0.00000012);
  expect(computeFee({ fixed: 0, rate: 1 }, 1, 0.000000135)).toBe(0.00000014);
});

test('no fill, no fee', () => {
  expect(computeFee({ fixed: 5, rate: 0.001 }, 0, 20)).toBe(0);
});
