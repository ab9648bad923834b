import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal, streamKey } from '../random/index.ts';
import { fitArima, fitSmoothing, forecastArima, forecastSmoothing } from './index.ts';

const near = (value: number, wanted: number, relative: number): void => expect(Math.abs(value - wanted), `${value} for ${wanted}`).toBeLessThanOrEqual(relative * Math.abs(wanted));

describe('simple exponential smoothing', () => {
  const squaresOf = (values: ArrayLike<number>, alpha: number): number => {
    let squares = 0;
    for (let t = 1; t < values.length; t++) {
      // The level as the weighted mean that it is: (1 − α)^k α of each value before, the rest of the first.
      let level = (1 - alpha) ** (t - 1) * values[0]!;
      for (let k = 1; k < t; k++) level += alpha * (1 - alpha) ** (t - 1 - k) * values[k]!;
      squares += (values[t]! - level) ** 2;
    }
    return squares;
  };
  it('has the least squares of all alphas', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 3, maxLength: 25 }), (values) => {
        fc.pre(Math.max(...values) - Math.min(...values) > 1e-6);
        const fit = fitSmoothing(values);
        near(fit.squares, squaresOf(values, fit.alpha), 1e-9);
        for (let k = 0; k <= 20; k++) expect(fit.squares).toBeLessThanOrEqual(squaresOf(values, k / 20) * (1 + 1e-9));
      }),
      { numRuns: 40 },
    );
  });
  it('is an ARIMA(0,1,1) with ma = alpha − 1', () => {
    const errors = Float64Array.from({ length: 600 }, (_, i) => normal(streamKey(5, 6), i));
    let level = 0;
    const values = errors.map((error) => {
      const value = level + error;
      level += 0.4 * error;
      return value;
    });
    const smoothing = fitSmoothing(values);
    near(smoothing.alpha, 0.4, 0.2);
    const fit = fitArima(values, { p: 0, d: 1, q: 1, mean: 'zero' });
    // They differ by how they begin alone.
    near(1 + fit.params['ma1']!, smoothing.alpha, 0.01);
    const [one, other] = [forecastSmoothing(smoothing, { horizon: 5 }), forecastArima(fit, { horizon: 5 })];
    one.mean.forEach((value, h) => expect(Math.abs(value - other.mean[h]!)).toBeLessThan(0.02));
    one.deviation.forEach((value, h) => near(value, other.deviation[h]!, 0.01));
  });
  it('takes the alpha that it is given', () => {
    const fit = fitSmoothing([4, 6, 5], { alpha: 0.5 });
    expect(fit).toMatchObject({ alpha: 0.5, initialLevel: 4, level: 5, squares: 4, variance: 2, observations: 2, isAtLimit: false });
    expect(forecastSmoothing(fit, { horizon: 3 }).deviation).toEqual([Math.sqrt(2), Math.sqrt(2.5), Math.sqrt(3)]);
  });
  it('follows a line at once and leaves out what alternates', () => {
    expect(fitSmoothing(Float64Array.from({ length: 30 }, (_, i) => i))).toMatchObject({ alpha: 1, isAtLimit: true });
    expect(fitSmoothing(Float64Array.from({ length: 30 }, (_, i) => (i === 0 ? 0 : i % 2 ? 1 : -1)))).toMatchObject({ alpha: 0, isAtLimit: true });
  });
});
