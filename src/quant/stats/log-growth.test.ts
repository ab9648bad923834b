import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeLogBeta } from './beta.ts';
import { fillLogGrowth } from './log-growth.ts';

const logGrowth = (from: number, to: number): number => {
  const target = new Float64Array(1);
  fillLogGrowth(target, Float64Array.of(from, to), 0, 1);
  return target[0]!;
};

describe('log growth', () => {
  // log1p of the exact difference over the value loses no digit. The tolerance is for its rounding and that of the series; a large growth goes by
  // the logarithm of a rounded quotient.
  it('is the logarithm of the quotient to the last digits, however little a value moved', () => {
    const moves = fc.double({ min: -0.9, max: 2, noNaN: true });
    const scale = fc.integer({ min: 0, max: 15 });
    fc.assert(fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), moves, scale, (from, move, power) => {
      const to = from * (1 + move * 10 ** -power);
      const exact = Math.log1p((to - from) / from);
      expect(Math.abs(logGrowth(from, to) - exact)).toBeLessThanOrEqual(6e-16 * Math.abs(exact) + (Math.abs(exact) > 0.06 ? 2.3e-16 : 0));
    }), { numRuns: 300 });
  });

  it('gives the mean of a stretch and has no value for a change of sign', () => {
    const target = new Float64Array(3);
    expect(fillLogGrowth(target, Float64Array.of(9, 1, 2, 4, 8), 1, 3)).toBeCloseTo(Math.log(2), 14);
    expect(logGrowth(1, -1)).toBeNaN();
  });
});

describe('beta of log returns', () => {
  it('is covariance over variance of all returns at once, whatever the blocks', () => {
    const walk = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(walk, walk, fc.integer({ min: 3, max: 1_500 }), (a, b, count) => {
      const path = (moves: readonly number[]): Float64Array => {
        const values = new Float64Array(count).fill(100);
        for (let i = 1; i < count; i++) values[i] = values[i - 1]! * (1 + moves[(i * 7) % moves.length]! * ((i * 37) % 11) / 10);
        return values;
      };
      const [value, market] = [path(a), path(b)];
      const returns = (values: Float64Array): number[] => Array.from({ length: count - 1 }, (_, i) => Math.log(values[i + 1]! / values[i]!));
      const [y, x] = [returns(value), returns(market)];
      const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
      const [mx, my] = [mean(x), mean(y)];
      const variance = x.reduce((sum, one) => sum + (one - mx) ** 2, 0);
      fc.pre(variance > 1e-9);
      const covariance = x.reduce((sum, one, i) => sum + (one - mx) * (y[i]! - my), 0);
      expect(Math.abs(computeLogBeta(value, market) - covariance / variance)).toBeLessThan(1e-8 * (1 + Math.abs(covariance / variance)));
    }), { numRuns: 100 });
  });
});
