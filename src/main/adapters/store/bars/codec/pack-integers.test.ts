import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planPacking } from './pack-integers.ts';

/** The greatest common divisor in exact integers. */
const divisorOf = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisorOf(b, a % b));

describe('planPacking', () => {
  it('finds the greatest step that all distances from the lowest are multiples of, up to the largest exact integers', () => {
    const integers = fc.tuple(fc.integer({ min: 1, max: 100_000 }), fc.array(fc.integer({ min: 0, max: 2 ** 36 }), { minLength: 2, maxLength: 20 }));
    fc.assert(fc.property(integers, fc.integer({ min: -(2 ** 50), max: 2 ** 50 }), ([step, multiples], base) => {
      const values = multiples.map((multiple) => base + step * multiple).filter((value) => Number.isSafeInteger(value));
      const plan = planPacking(Float64Array.from(values));
      const lowest = Math.min(...values);
      const divisor = values.reduce((found, value) => divisorOf(BigInt(value - lowest), found), 0n);
      if (plan !== null && divisor !== 0n) expect([plan.base, BigInt(plan.step)]).toEqual([lowest, divisor]);
      if (plan === null) expect((Math.max(...values) - lowest) / Number(divisor)).toBeGreaterThan(2 ** 32 - 1);
    }), { numRuns: 2_000 });
  });
  it('is not misled by a quotient that is whole by rounding', () => {
    const distance = Number.MAX_SAFE_INTEGER;
    expect(planPacking(Float64Array.of(0, 6_361, distance - 1))).toBeNull();
    expect(planPacking(Float64Array.of(0, 2 ** 52, 2 ** 52 + 2 ** 22))).toEqual({ base: 0, step: 2 ** 22, width: 4 });
  });
});
