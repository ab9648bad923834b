import { describe, expect, it } from 'vitest';
import { computeIndicator } from '../../compute-indicator.ts';
import { closes, deviation, expectPlain, list, mean, plainSma, rolling, sumOf, testBars, valueAt, zip, type Plain } from '../test-definition-contract.ts';

const returnsOf = (values: Plain): number[] => values.map((value, i) => value / valueAt(values, i - 1) - 1);

/** What is said of each window of two lists. */
const rollingPairs = (a: Plain, b: Plain, count: number, say: (x: Plain, y: Plain) => number): number[] =>
  a.map((_, i) => (i < count - 1 ? Number.NaN : say(a.slice(i - count + 1, i + 1), b.slice(i - count + 1, i + 1))));

const covariance = (x: Plain, y: Plain): number => mean(zip(x, y, (a, b) => a * b)) - mean(x) * mean(y);

/** A series that moves a little with the closes. */
const benchmark = closes.map((close, i) => 50 + 0.3 * close + 2 * Math.sin(i * 1.7));
const together = { ...testBars, open: Float64Array.from(benchmark) };

describe('statistics are, by definition,', () => {
  it('z-score: deviations from the mean', () => {
    expectPlain('zscore', {}, 'real', rolling(closes, 20, (window) => (window.at(-1)! - mean(window)) / deviation(window)));
  });

  it('percent rank: the share of values before that are lower', () => {
    const values = closes.map((close) => Math.round(close));
    const bars = { ...testBars, close: Float64Array.from(values) };
    expectPlain('percent_rank', { timePeriod: 40 }, 'real', values.map((value, i) => (i < 40 ? Number.NaN : values.slice(i - 40, i).filter((other) => other < value).length * 2.5)), bars);
  });

  it('correlation and beta of returns', () => {
    const [own, other] = [returnsOf(closes), returnsOf(benchmark)];
    expectPlain('rolling_correlation', { timePeriod: 30 }, 'real', rollingPairs(own, other, 30, (x, y) => covariance(x, y) / (deviation(x) * deviation(y))), together);
    expectPlain('rolling_beta', { timePeriod: 30 }, 'real', rollingPairs(own, other, 30, (x, y) => covariance(x, y) / deviation(y) ** 2), together);
  });

  it('relative strength: a ratio, and the percent above its average', () => {
    const ratio = zip(closes, benchmark, (a, b) => a / b);
    expectPlain('relative_strength', {}, 'ratio', ratio, together);
    expectPlain('relative_strength', {}, 'mansfield', zip(ratio, plainSma(ratio, 52), (a, b) => 100 * (a / b - 1)), together);
  });

  it('entropy: of returns in bins between the extremes, by its greatest value', () => {
    expectPlain('entropy', { timePeriod: 30, bins: 6 }, 'real', rolling(returnsOf(closes), 30, (window) => {
      const [least, greatest] = [Math.min(...window), Math.max(...window)];
      if (!Number.isFinite(least)) return Number.NaN;
      const shares = Array.from({ length: 6 }, (_, bin) => window.filter((one) => Math.min(5, Math.floor((6 * (one - least)) / (greatest - least))) === bin).length / 30);
      return sumOf(shares.filter((share) => share > 0).map((share) => -share * Math.log(share))) / Math.log(6);
    }));
  });

  it('Hurst: the slope of rescaled ranges over lengths, on logarithmic scales', () => {
    const rescaled = (piece: Plain): number => {
      const walk = piece.map((_, k) => sumOf(piece.slice(0, k + 1)) - (k + 1) * mean(piece));
      return (Math.max(0, ...walk) - Math.min(0, ...walk)) / deviation(piece);
    };
    const slope = (points: readonly (readonly [number, number])[]): number => {
      const [x, y] = [points.map(([one]) => one), points.map(([, one]) => one)];
      return covariance(x, y) / covariance(x, x);
    };
    const logReturns = closes.map((close, i) => Math.log(close / valueAt(closes, i - 1)));
    expectPlain('hurst', { timePeriod: 70 }, 'real', rolling(logReturns, 70, (window) => {
      if (window.some(Number.isNaN)) return Number.NaN;
      const newestFirst = window.toReversed();
      return slope([8, 16, 32, 64].map((length) => {
        const pieces = Array.from({ length: Math.floor(70 / length) }, (_, k) => newestFirst.slice(k * length, (k + 1) * length));
        return [Math.log(length), Math.log(mean(pieces.map(rescaled)))] as const;
      }));
    }));
  });
});

describe('statistics know the plain cases', () => {
  const rising = Float64Array.from({ length: 300 }, (_, i) => 100 * 1.01 ** i * (1 + 0.001 * (i % 2)));
  it('a series correlates with itself wholly, and moves with itself by one', () => {
    const bars = { ...testBars, open: testBars.close };
    expect(computeIndicator('rolling_correlation', bars, {}).outputs['real']![200]).toBeCloseTo(1, 12);
    expect(computeIndicator('rolling_beta', bars, {}).outputs['real']![200]).toBeCloseTo(1, 12);
    expect(computeIndicator('relative_strength', bars, {}).outputs['mansfield']![200]).toBe(0);
  });
  it('the greatest of all has rank 100, the same as all rank 0', () => {
    expect(computeIndicator('percent_rank', { ...testBars, close: rising }, {}).outputs['real']![200]).toBe(100);
    expect(computeIndicator('percent_rank', { ...testBars, close: rising.map(() => 5) }, {}).outputs['real']![200]).toBe(0);
  });
  it('moves that go on have a larger Hurst exponent than moves that turn back', () => {
    const walk = (persistence: number): Float64Array => {
      let [level, step] = [100, 0];
      return testBars.close.map((close, i) => {
        step = persistence * step + (close - valueAt(list(testBars.close), i - 1) || 0) / 100;
        return (level *= Math.exp(step));
      });
    };
    const [going, turning] = [0.9, -0.9].map((persistence) => computeIndicator('hurst', { ...testBars, close: walk(persistence) }, {}).outputs['real']![300]!);
    expect(going).toBeGreaterThan(0.7);
    expect(turning).toBeLessThan(0.4);
  });
  it('z of 2 lies on the upper Bollinger band', () => {
    const { outputs } = computeIndicator('zscore', testBars, { timePeriod: 20 });
    const { upper, middle } = computeIndicator('bbands', testBars, { timePeriod: 20, nbDevUp: 2 }).outputs;
    expect((2 * (closes[99]! - middle![99]!)) / (upper![99]! - middle![99]!)).toBeCloseTo(outputs['real']![99]!, 9);
  });
});
