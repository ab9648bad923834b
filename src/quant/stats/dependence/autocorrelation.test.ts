import fc from 'fast-check';
import { expect, it } from 'vitest';
import { computeAutocorrelation, plainBand } from './autocorrelation.ts';

/** The definition, written out with nothing shared. */
function byDefinition(values: readonly number[], lag: number): { readonly value: number; readonly band: number } {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const gamma = (list: readonly number[], middle: number, k: number): number => {
    let sum = 0;
    for (let t = 0; t + k < n; t++) sum += ((list[t] as number) - middle) * ((list[t + k] as number) - middle);
    return sum / n;
  };
  const squares = values.map((value) => (value - mean) ** 2);
  const variance = gamma(values, mean, 0);
  const kurtic = gamma(squares, variance, lag) / variance ** 2;
  return { value: gamma(values, mean, lag) / variance, band: 1.959963984540054 * Math.sqrt(Math.max(0, 1 + kurtic) / n) };
}

it('is what its definition says, with a band that follows the clustering of sizes', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 8, maxLength: 60 }), (list) => {
      fc.pre(Math.max(...list) - Math.min(...list) > 1e-3);
      const { values, bands } = computeAutocorrelation(Float64Array.from(list), 5);
      values.forEach((value, i) => {
        const wanted = byDefinition(list, i + 1);
        expect(value).toBeCloseTo(wanted.value, 9);
        expect(bands[i]).toBeCloseTo(wanted.band, 7);
      });
    }),
    { numRuns: 60 },
  );
});

it('is −1 nearly for what swings, ends one short of the series, and is not defined for what stands still', () => {
  const swinging = computeAutocorrelation(Float64Array.from({ length: 1_000 }, (_, i) => (i % 2 === 0 ? 1 : -1)), 2);
  expect([swinging.values[0], swinging.values[1]]).toEqual([expect.closeTo(-0.999, 10), expect.closeTo(0.998, 10)]);
  expect(computeAutocorrelation(Float64Array.of(1, 2, 3), 40).values).toHaveLength(2);
  expect(computeAutocorrelation(new Float64Array(20), 1).values).toEqual([Number.NaN]);
  expect(computeAutocorrelation(new Float64Array(), 5).values).toEqual([]);
  expect(plainBand(400)).toBeCloseTo(0.0979981992, 9);
});
