import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QuantError } from '../error.ts';
import { normal, streamKey } from '../random/index.ts';
import { stationaryCovariance } from './arma-filter.ts';
import { ArmaLikelihood } from './arma-likelihood.ts';
import { fitArima, fitSmoothing, forecastArima, forecastSmoothing, type ArimaFit } from './index.ts';
import { toCoefficients, toPartials } from './partials.ts';

const near = (value: number | null | undefined, wanted: number, relative: number, what = ''): void =>
  expect(Math.abs((value ?? Number.NaN) - wanted), `${what} ${value} for ${wanted}`).toBeLessThanOrEqual(relative * Math.abs(wanted));

const noise = (count: number, stream: number): Float64Array => Float64Array.from({ length: count }, (_, i) => normal(streamKey(5, stream), i));

/** An ARMA run in from 0 over 200 values, by its equation. */
function makeArma(count: number, ar: readonly number[], ma: readonly number[], stream = 1): Float64Array {
  const errors = noise(count + 200, stream);
  const values = new Float64Array(count + 200);
  values.forEach((_, t) => {
    values[t] = errors[t]! + ar.reduce((sum, a, i) => sum + a * (values[t - 1 - i] ?? 0), 0) + ma.reduce((sum, b, j) => sum + b * (errors[t - 1 - j] ?? 0), 0);
  });
  return values.subarray(200);
}

/** The first weights of the endless moving average that an ARMA is. */
function impulse(ar: ArrayLike<number>, ma: ArrayLike<number>, count: number): Float64Array {
  const weights = new Float64Array(count);
  weights.forEach((_, k) => {
    weights[k] = (k === 0 ? 1 : (ma[k - 1] ?? 0)) + Array.from(ar).reduce((sum, a, i) => sum + a * (weights[k - 1 - i] ?? 0), 0);
  });
  return weights;
}

/** Autocovariances by summing those weights: no state space, no recursion of the filter. */
function autocovariances(ar: ArrayLike<number>, ma: ArrayLike<number>, count: number): number[] {
  const weights = impulse(ar, ma, 600);
  return Array.from({ length: count }, (_, lag) => weights.reduce((sum, value, k) => sum + value * (weights[k + lag] ?? 0), 0));
}

/** L of LLᵀ, the plain way. */
function triangle(matrix: readonly (readonly number[])[]): number[][] {
  const lower = matrix.map((row) => row.map(() => 0));
  matrix.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      let sum = row[j]!;
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      lower[i]![j] = i === j ? Math.sqrt(sum) : sum / lower[j]![j]!;
    }
  });
  return lower;
}
function whiten(lower: readonly number[][], values: ArrayLike<number>): number[] {
  const solved: number[] = [];
  lower.forEach((row, i) => solved.push((values[i]! - solved.reduce((sum, value, k) => sum + row[k]! * value, 0)) / row[i]!));
  return solved;
}
const toeplitz = (covariances: readonly number[], size: number): number[][] => Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_value, j) => covariances[Math.abs(i - j)]!));

/** The Gaussian density of the whole series by its covariance matrix. */
function densityOf(values: Float64Array, { ar, ma, mean, variance }: { ar: ArrayLike<number>; ma: ArrayLike<number>; mean: number; variance: number }): number {
  const lower = triangle(toeplitz(autocovariances(ar, ma, values.length), values.length));
  const squares = whiten(lower, values.map((value) => value - mean)).reduce((sum, value) => sum + value * value, 0);
  const logs = lower.reduce((sum, row, i) => sum + 2 * Math.log(row[i]!), 0);
  return -0.5 * (values.length * Math.log(2 * Math.PI * variance) + logs + squares / variance);
}

const arOf = ({ order: { p }, params }: ArimaFit): number[] => Array.from({ length: p }, (_, i) => params[`ar${i + 1}`]!);
const maOf = ({ order: { q }, params }: ArimaFit): number[] => Array.from({ length: q }, (_, i) => params[`ma${i + 1}`]!);

describe('partial autocorrelations', () => {
  const partials = fc.array(fc.double({ min: -0.95, max: 0.95, noNaN: true }), { minLength: 1, maxLength: 6 });
  it('give a stationary model, and come back from it', () => {
    fc.assert(
      fc.property(partials, (wanted) => {
        const coefficients = toCoefficients(wanted);
        toPartials(coefficients)!.forEach((value, k) => expect(Math.abs(value - wanted[k]!)).toBeLessThan(1e-6));
        // A stationary autoregression has the variance of its partial autocorrelations (Durbin).
        near(stationaryCovariance({ ar: coefficients, ma: new Float64Array() })[0]!, wanted.reduce((product, value) => product / (1 - value * value), 1), 1e-8);
      }),
      { numRuns: 100 },
    );
  });
  it.each([[[1]], [[0.5, 0.5]], [[1.2, -0.1]], [[0, 0, -1.01]]])('there are none of %j, which is not stationary', (coefficients) => expect(toPartials(coefficients)).toBeNull());
});

describe('the likelihood', () => {
  it.each([[[], []], [[0.7], []], [[], [0.6]], [[], [-0.999]], [[0.5, -0.3], [0.4]], [[0.9], [-0.85]], [[0.2, 0.1, -0.4], [0.3, 0.2]], [[0.3], [0.5, -0.2, 0.4]]])('of ar %j and ma %j is that of the covariance matrix', (ar, ma) => {
    const values = makeArma(40, [0.4], [0.3]).map((value) => 7 + 3 * value);
    const model = { ar: Float64Array.from(ar), ma: Float64Array.from(ma) };
    for (const hasMean of [true, false]) {
      const likelihood = new ArmaLikelihood(values, ar.length, hasMean);
      const { logLikelihood, variance, mean } = likelihood.evaluate(model);
      const centre = hasMean ? likelihood.centre + likelihood.deviation * mean : 0;
      near(logLikelihood, densityOf(values, { ...model, mean: centre, variance }), 1e-10);
      // The variance and the mean are the likeliest.
      for (const by of [0.99, 1.01]) {
        expect(densityOf(values, { ...model, mean: centre, variance: variance * by })).toBeLessThan(logLikelihood);
        if (hasMean) expect(densityOf(values, { ...model, mean: centre * by, variance })).toBeLessThan(logLikelihood);
      }
    }
  });
  it('does not change where the filter stops learning', () => {
    const values = makeArma(120, [0.6], [0.5]);
    const model = { ar: Float64Array.of(0.6), ma: Float64Array.of(0.5) };
    const { logLikelihood, variance } = new ArmaLikelihood(values, 1, false).evaluate(model);
    near(logLikelihood, densityOf(values, { ...model, mean: 0, variance }), 1e-12);
  });
});

describe('a fitted ARIMA', () => {
  it.each([[[0.7], []], [[], [0.5]], [[0.8], [-0.4]], [[0.5, 0.3], []]])('is the likeliest and finds ar %j and ma %j', (ar, ma) => {
    const values = makeArma(300, ar, ma).map((value) => 2 + value);
    const fit = fitArima(values, { p: ar.length, d: 0, q: ma.length });
    expect(fit.converged, fit.convergence).toBe(true);
    const wanted: Record<string, number> = Object.fromEntries([...ar.map((value, i) => [`ar${i + 1}`, value]), ...ma.map((value, i) => [`ma${i + 1}`, value]), ['mean', 2]]) as Record<string, number>;
    for (const [name, value] of Object.entries(wanted)) expect(Math.abs(fit.params[name]! - value), name).toBeLessThan(3 * fit.standardErrors[name]!);
    near(fit.variance, 1, 0.25);
    const likelihood = new ArmaLikelihood(values, ar.length, true);
    for (const by of [-1e-3, 1e-3]) {
      for (let k = 0; k < ar.length + ma.length; k++) {
        const moved = [...arOf(fit), ...maOf(fit)].map((value, i) => (i === k ? value + by : value));
        expect(likelihood.evaluate({ ar: Float64Array.from(moved.slice(0, ar.length)), ma: Float64Array.from(moved.slice(ar.length)) }).logLikelihood).toBeLessThan(fit.logLikelihood);
      }
    }
    near(fit.aic, 2 * (ar.length + ma.length + 2) - 2 * fit.logLikelihood, 1e-12);
    near(fit.residuals.reduce((sum, value) => sum + value * value, 0) / 300, fit.variance, 1e-9, 'residuals have the variance');
  });
  it('has the standard errors that theory gives for many values', () => {
    const values = makeArma(1_500, [0.6], []);
    const { params, standardErrors, variance } = fitArima(values, { p: 1, d: 0, q: 0 });
    near(standardErrors['ar1'], Math.sqrt((1 - params['ar1']! ** 2) / 1_500), 0.01);
    near(standardErrors['mean'], Math.sqrt(variance / 1_500) / (1 - params['ar1']!), 0.01);
  });
  it('of no lags is the mean and its error', () => {
    const values = noise(50, 3);
    const mean = values.reduce((sum, value) => sum + value, 0) / 50;
    const fit = fitArima(values, { p: 0, d: 0, q: 0 });
    near(fit.params['mean'], mean, 1e-12);
    near(fit.variance, values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 50, 1e-12);
    near(fit.standardErrors['mean'], Math.sqrt(fit.variance / 50), 1e-3);
  });
  it('does not depend on the unit or the level of the series', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 1_000 }), fc.double({ min: -100, max: 100, noNaN: true }), fc.constantFrom(1e-8, -3, 1e7), (stream, level, unit) => {
        const values = makeArma(80, [0.6], [], stream);
        const [plain, turned] = [values, values.map((value) => unit * (level + value))].map((series) => fitArima(series, { p: 1, d: 0, q: 0 }));
        near(turned!.params['ar1'], plain!.params['ar1']!, 1e-5);
        expect(Math.abs(turned!.params['mean']! / unit - level - plain!.params['mean']!)).toBeLessThan(1e-5 * (1 + Math.abs(level)));
        near(turned!.logLikelihood + 80 * Math.log(Math.abs(unit)), plain!.logLikelihood, 1e-8);
      }),
      { numRuns: 10 },
    );
  });
  it('of a differenced series is that of its changes', () => {
    let level = 100;
    const walk = makeArma(150, [0.5], []).map((value) => (level += value + 0.2));
    const [whole, changes] = [fitArima(walk, { p: 1, d: 1, q: 0 }), fitArima(walk.subarray(1).map((value, i) => value - walk[i]!), { p: 1, d: 0, q: 0 })];
    expect(whole.params).toEqual(changes.params);
    expect([whole.observations, whole.logLikelihood]).toEqual([149, changes.logLikelihood]);
    near(whole.constant, whole.params['mean']! * (1 - whole.params['ar1']!), 1e-12);
  });
  it('says so where a series was differenced once too often', () => {
    const fit = fitArima(noise(200, 4), { p: 0, d: 1, q: 1, mean: 'constant' });
    expect(fit).toMatchObject({ limits: ['ma'], converged: true, standardErrors: { ma1: null }, convergence: expect.stringContaining('once too often') as string });
    near(fit.params['ma1'], -1, 1e-3);
  });
  it('of noise with too many lags converges, or says why not', () => {
    // Roots that cancel, and those that run to the unit circle, are what such series invite.
    for (let stream = 100; stream < 102; stream++) {
      const fit = fitArima(noise(60, stream), { p: 2, d: 0, q: 2 });
      expect(fit.convergence).toMatch(fit.converged ? /^The likelihood is at its maximum/ : /^Not converged: .* Use /);
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(fitArima(noise(60, stream), { p: 0, d: 0, q: 0 }).logLikelihood);
    }
  });
  it('is refused or not converged where a series follows from its past', () => {
    const wave = Float64Array.from({ length: 80 }, (_, t) => Math.sin(0.7 * t));
    let outcome: string;
    try {
      const { converged, convergence } = fitArima(wave, { p: 2, d: 0, q: 0 });
      outcome = converged ? 'converged' : convergence;
    } catch (error) {
      outcome = (error as QuantError).code;
    }
    expect(outcome).toMatch(/^(COLLINEAR|Not converged: the autoregression)/);
  });
});

describe('forecasts', () => {
  it.each([[1, 0, 0], [0, 0, 2], [1, 0, 1], [2, 1, 1], [0, 1, 1], [1, 2, 1]])('of an ARIMA(%d,%d,%d) are what the joint distribution gives', (p, d, q) => {
    let values = makeArma(30, [0.5], [0.4], 7);
    for (let k = 0; k < d; k++) {
      let level = 0;
      values = values.map((value) => (level += value));
    }
    const fit = fitArima(values, { p, d, q });
    const horizon = 4;
    const { mean, deviation, low, high } = forecastArima(fit, { horizon, level: 0.9 });
    let w = values;
    for (let k = 0; k < d; k++) w = w.subarray(1).map((value, i) => value - w[i]!);
    const known = w.length;
    // Given the known part, the rest of a normal vector has mean B a and covariance C Cᵀ of its triangle.
    const lower = triangle(toeplitz(autocovariances(arOf(fit), maOf(fit), known + horizon), known + horizon));
    const seen = whiten(lower.slice(0, known), w.map((value) => value - fit.params['mean']!));
    let expected = Array.from({ length: horizon }, (_, h) => fit.params['mean']! + seen.reduce((sum, value, k) => sum + lower[known + h]![k]! * value, 0));
    let errors = Array.from({ length: horizon }, (_, h) => lower[known + h]!.slice(known));
    for (let k = d - 1; k >= 0; k--) {
      let base = values;
      for (let j = 0; j < k; j++) base = base.subarray(1).map((value, i) => value - base[i]!);
      let level = base.at(-1)!;
      expected = expected.map((value) => (level += value));
      let sum = Array.from({ length: horizon }, () => 0);
      errors = errors.map((row) => (sum = sum.map((value, i) => value + row[i]!)));
    }
    for (let h = 0; h < horizon; h++) {
      expect(Math.abs(mean[h]! - expected[h]!)).toBeLessThan(1e-7 * (1 + Math.abs(expected[h]!)));
      near(deviation[h], Math.sqrt(fit.variance) * Math.hypot(...errors[h]!), 1e-7);
      near(high[h]! - low[h]!, 2 * 1.6448536269514722 * deviation[h]!, 1e-9);
    }
  });
  it.each([[0, 0.95], [1.5, 0.95], [1_001, 0.95], [5, 0], [5, 1], [5, Number.NaN]])('over %d periods at %d are refused', (horizon, level) => {
    const values = noise(40, 5);
    expect(() => forecastArima(fitArima(values, { p: 0, d: 0, q: 0 }), { horizon, level })).toThrow(expect.objectContaining({ code: 'RANGE' }));
    expect(() => forecastSmoothing(fitSmoothing(values), { horizon, level })).toThrow(expect.objectContaining({ code: 'RANGE' }));
  });
});

describe('bad input is refused with its reason', () => {
  const good = noise(40, 8);
  const runs = [(values: ArrayLike<number>) => fitArima(values, { p: 1, d: 0, q: 1 }), (values: ArrayLike<number>) => fitSmoothing(values)];
  it('for values', () => {
    for (const run of runs) {
      for (const value of [Number.NaN, Infinity]) expect(() => run(good.map((old, i) => (i === 6 ? value : old)))).toThrow(expect.objectContaining({ code: 'NOT_FINITE', message: expect.stringContaining('number 7') as string }));
      expect(() => run([])).toThrow(expect.objectContaining({ code: 'TOO_FEW' }));
      expect(() => run([1, 2])).toThrow(expect.objectContaining({ code: 'TOO_FEW' }));
      expect(() => run(new Float64Array(40).fill(3))).toThrow(expect.objectContaining({ code: 'CONSTANT' }));
      expect(() => run(good.map((value) => value * 1e40))).toThrow(expect.objectContaining({ code: 'RANGE' }));
    }
    const line = Float64Array.from({ length: 40 }, (_, i) => 3 + 0.1 * i);
    expect(() => fitArima(line, { p: 1, d: 1, q: 0 })).toThrow(expect.objectContaining({ code: 'CONSTANT' }));
    expect(() => fitArima(line.map((value) => value * value), { p: 0, d: 2, q: 1 })).toThrow(expect.objectContaining({ code: 'CONSTANT' }));
  });
  it.each([[-1, 0, 0], [0.5, 0, 0], [11, 0, 0], [0, 3, 0], [0, 0, -1], [0, 0, Number.NaN]])('for the order (%d,%d,%d)', (p, d, q) => expect(() => fitArima(good, { p, d, q })).toThrow(expect.objectContaining({ code: 'RANGE' })));
  it.each([[-0.1], [1.1], [Number.NaN]])('for alpha %d', (alpha) => expect(() => fitSmoothing(good, { alpha })).toThrow(expect.objectContaining({ code: 'RANGE' })));
  it('whatever comes, there is a number or a reason', () => {
    const value = fc.oneof({ weight: 9, arbitrary: fc.double({ min: -1e9, max: 1e9, noNaN: true }) }, { weight: 6, arbitrary: fc.integer({ min: -1, max: 1 }) });
    fc.assert(
      fc.property(fc.array(value, { minLength: 10, maxLength: 24 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 }), (values, p, d, q) => {
        try {
          const fit = fitArima(values, { p, d, q });
          const { mean, deviation } = forecastArima(fit, { horizon: 3 });
          for (const number of [...Object.values(fit.params), fit.logLikelihood, ...mean, ...deviation]) expect(Number.isFinite(number), JSON.stringify(fit)).toBe(true);
          for (const error of Object.values(fit.standardErrors)) expect(error === null || error > 0, JSON.stringify(fit)).toBe(true);
        } catch (error) {
          if (!(error instanceof QuantError)) throw error;
        }
      }),
      { numRuns: 25 },
    );
  });
});
