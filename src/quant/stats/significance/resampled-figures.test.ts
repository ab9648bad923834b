import { describe, expect, it } from 'vitest';
import { normal, streamKey } from '../../random/index.ts';
import { assessReturns, bootstrap } from '../index.ts';
import { drawPlaces } from './bootstrap.ts';

const returns = Float64Array.from({ length: 120 }, (_, i) => 0.01 * (normal(streamKey(3, 3), i) + 0.1));
const options = { samples: 100, meanBlock: null, seed: 4 };
const year = 252;
const riskFree = 0.03;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}
/** Hyndman and Fan's type 7 of ascending values. */
function quantile(values: readonly number[], share: number): number {
  const at = (values.length - 1) * share;
  const below = values[Math.floor(at)]!;
  return below + (at - Math.floor(at)) * ((values[Math.floor(at) + 1] ?? below) - below);
}

/** The figures of one series as the textbook has them, a year: an annual risk-free rate in equal parts, sample deviation, geometric growth, deepest fall below the highest level so far. */
const definitions = {
  sharpe: (values: readonly number[]): number => ((mean(values) - riskFree / year) / deviation(values)) * Math.sqrt(year),
  annualReturn: (values: readonly number[]): number => values.reduce((growth, value) => growth * (1 + value), 1) ** (year / values.length) - 1,
  maxDrawdown(values: readonly number[]): number {
    const levels = [1];
    for (const value of values) levels.push(levels.at(-1)! * (1 + value));
    // Of every pair of moments the worst: no running peak.
    return Math.min(...levels.map((level, i) => Math.min(...levels.slice(i)) / level - 1));
  },
} as const;

describe('what resampled returns come to', () => {
  const { bootstrap: found } = assessReturns({ ...options, trials: 1, trialDeviation: null, series: { returns, time: null, benchmark: null, riskFree, periodsPerYear: year } });
  it.each(Object.entries(definitions))('has the interval, the middle and the error of %s over the same samples', (name, definition) => {
    const values = Array.from(bootstrap(returns, (sample) => definition(Array.from(sample)), options).values);
    const spread = found[name as keyof typeof definitions];
    // The same arithmetic in another order.
    expect(spread.low).toBeCloseTo(quantile(values, 0.025), 9);
    expect(spread.median).toBeCloseTo(quantile(values, 0.5), 9);
    expect(spread.high).toBeCloseTo(quantile(values, 0.975), 9);
    expect(spread.error).toBeCloseTo(deviation(values), 9);
  });
});

describe('the blocks of the stationary bootstrap', () => {
  it.each([1, 4, 25])('are %d returns long in the mean, of geometric lengths, and begin anywhere', (meanBlock) => {
    const places = new Int32Array(500);
    const [lengths, starts]: [number[], number[]] = [[], []];
    for (let sample = 0; sample < 40; sample++) {
      drawPlaces(places, 9, sample, meanBlock);
      let length = 0;
      for (const [i, place] of places.entries()) {
        // A new block may begin where the old one would have gone on: once in 500.
        const isNew = i === 0 || place !== (places[i - 1]! + 1) % 500;
        if (isNew && i > 0) lengths.push(length);
        if (isNew) starts.push(place);
        length = isNew ? 1 : length + 1;
      }
    }
    // Four standard errors of the mean of a geometric length; blocks cut off by the end of a sample are not counted, which shortens long ones.
    const cut = meanBlock / 500;
    expect(Math.abs(mean(lengths) / meanBlock - 1)).toBeLessThan((4 * Math.sqrt(1 - 1 / meanBlock)) / Math.sqrt(lengths.length) + 2 * cut + 0.003);
    // A geometric length has a deviation of √(1 − p) / p.
    expect(Math.abs(deviation(lengths) - Math.sqrt(meanBlock * (meanBlock - 1)))).toBeLessThan(0.12 * meanBlock);
    // Four standard errors of the mean of a uniform place.
    expect(Math.abs(mean(starts) - 249.5)).toBeLessThan((4 * 500) / Math.sqrt(12 * starts.length));
  });
});
