import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logOfRatio } from './logarithm.ts';

describe('the logarithm of a ratio', () => {
  it('has all its digits, however near or far the two are', () => {
    const price = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
    fc.assert(fc.property(price, fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -12, max: 1 }), (a, share, power) => {
      const b = a * (1 + 0.9 * share * 10 ** Math.min(0, power));
      // log1p of the exact difference keeps the digits that a rounded ratio would lose.
      const expected = Math.abs(a - b) < 0.2 * a ? Math.log1p((a - b) / b) : Math.log(a / b);
      expect(Math.abs(logOfRatio(a, b) - expected)).toBeLessThanOrEqual(1e-15 * Math.abs(expected));
    }), { numRuns: 400 });
  });

  it('is that of Math.log at the ends: nothing, below 0, beyond the largest number', () => {
    const ends = [0, 1, -1, 5e-324, 1e-310, 1e308, 1.7e308, Number.POSITIVE_INFINITY, Number.NaN];
    const isSame = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a - b) <= 1e-15 * Math.abs(b);
    for (const a of ends) for (const b of ends) expect(isSame(logOfRatio(a, b), Math.log(a / b)), `${a} / ${b}`).toBe(true);
    expect(Object.is(logOfRatio(3, 3), 0)).toBe(true);
  });
});
