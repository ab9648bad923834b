import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QuantError } from '../error.ts';
import { normal, streamKey } from '../random/index.ts';
import { runAnyArch, runArch } from './arch-variance.ts';
import { digamma, drawError, errorSize } from './error-density.ts';
import { fitVolatility, forecastVolatility, percentReturns, rangeVariances, type VolatilityModelName, type VolatilityOptions } from './index.ts';
import { Likelihood, type LikelihoodSpec } from './likelihood.ts';
import { logMeanOfShock } from './unconditional.ts';

const near = (value: number | null | undefined, wanted: number, relative: number, what = ''): void =>
  expect(Math.abs((value ?? Number.NaN) - wanted), `${what} ${value} for ${wanted}`).toBeLessThanOrEqual(relative * Math.abs(wanted));

/** Returns of a known model: ω 0.05, α 0.07, γ 0.06, β 0.85 and normal errors. */
function makeReturns(count: number, seed = 1): Float64Array {
  let [variance, shock] = [1, 0];
  return Float64Array.from({ length: count }, (_, i) => {
    variance = 0.05 + (shock < 0 ? 0.13 : 0.07) * shock * shock + 0.85 * variance;
    shock = Math.sqrt(variance) * normal(streamKey(seed, 2), i);
    return 0.04 + shock;
  });
}

const returns = makeReturns(700);
const models: readonly VolatilityModelName[] = ['garch', 'gjr', 'egarch', 'ewma', 'har'];

describe('the likelihood', () => {
  const specs: [string, LikelihoodSpec, number[]][] = (['normal', 't'] as const).flatMap((distribution) =>
    (['backcast', 'mean-square', 'conditional'] as const).flatMap((initialisation): [string, LikelihoodSpec, number[]][] => {
      const rest = { distribution, initialisation, hasMean: true };
      const nu = distribution === 't' ? [6.5] : [];
      return [
        [`garch ${distribution} ${initialisation}`, { isLog: false, order: { p: 1, o: 0, q: 1 }, ...rest }, [0.03, 0.06, 0.1, 0.8, ...nu]],
        [`gjr ${distribution} ${initialisation}`, { isLog: false, order: { p: 1, o: 1, q: 1 }, ...rest }, [0.03, 0.06, 0.05, 0.1, 0.8, ...nu]],
        [`garch(2,2) ${distribution} ${initialisation}`, { isLog: false, order: { p: 2, o: 1, q: 2 }, ...rest }, [0.03, 0.06, 0.05, 0.03, 0.04, 0.5, 0.3, ...nu]],
        [`egarch ${distribution} ${initialisation}`, { isLog: true, order: { p: 2, o: 1, q: 2 }, ...rest }, [0.0312, 0.01, 0.1, 0.05, -0.08, 0.6, 0.3, ...nu]],
      ];
    }),
  );

  it.each(specs)('has the slopes of its differences: %s', (_, spec, theta) => {
    const likelihood = new Likelihood(returns, spec);
    const at = Float64Array.from(theta);
    const gradient = new Float64Array(theta.length);
    const value = likelihood.evaluate(at, { gradient });
    near(value, likelihood.evaluate(at), 1e-12);
    theta.forEach((centre, k) => {
      const step = 1e-6 * Math.max(1, Math.abs(centre));
      const [up, down] = [1, -1].map((sign) => likelihood.evaluate(at.map((one, i) => (i === k ? one + sign * step : one))));
      const difference = (up! - down!) / (2 * step);
      // Between two steps a return may change its side, which moves the slope of |z| a little.
      expect(Math.abs(gradient[k]! - difference), `slope ${k}: ${gradient[k]} for ${difference}`).toBeLessThanOrEqual(1e-5 * (Math.abs(difference) + 100));
    });
  });

  it.each(specs.filter(([name]) => !name.includes('(2,2)') && !name.startsWith('egarch')))('gives in one pass what it gives in several: %s', (_, spec, theta) => {
    const likelihood = new Likelihood(returns, spec);
    const [fast, slow] = [new Float64Array(theta.length), new Float64Array(theta.length)];
    const value = likelihood.evaluate(Float64Array.from(theta), { gradient: fast });
    near(likelihood.evaluate(Float64Array.from(theta), { gradient: slow, products: new Float64Array(theta.length ** 2) }), value, 1e-13);
    slow.forEach((one, k) => expect(Math.abs(fast[k]! - one)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(one))));
  });

  it('is the sum of the densities', () => {
    const likelihood = new Likelihood(returns.subarray(0, 50), { isLog: false, order: { p: 1, o: 0, q: 1 }, distribution: 'normal', initialisation: 'backcast', hasMean: true });
    const value = likelihood.evaluate(Float64Array.of(0.02, 0.1, 0.1, 0.8));
    const sum = likelihood.residuals.reduce((total, shock, t) => total + Math.log(Math.exp((-0.5 * shock * shock) / likelihood.sigmaSquared[t]!) / Math.sqrt(2 * Math.PI * likelihood.sigmaSquared[t]!)), 0);
    near(value, sum, 1e-12);
  });

  it('has the variances of the general recursion in the usual order', () => {
    for (const o of [0, 1]) {
      const theta = o === 0 ? Float64Array.of(0, 0.1, 0.08, 0.9) : Float64Array.of(0, 0.1, 0.04, 0.09, 0.88);
      const [one, other] = [new Float64Array(700), new Float64Array(700)];
      const start = { value: 1.3, slope: 0, held: 0 };
      runArch(theta, { p: 1, o, q: 1 }, returns, start, one, null);
      runAnyArch(theta, { p: 1, o, q: 1 }, returns, start, other, null);
      one.forEach((value, t) => near(value, other[t]!, 1e-13));
    }
  });
});

describe('errors', () => {
  it.each([[1, -0.5772156649015329], [0.3, -3.5025242222001332], [25.5, 3.2189424728839198]])('digamma of %d is that of R', (x, wanted) => near(digamma(x), wanted, 1e-13));
  it('have variance 1 and the size that is expected', () => {
    for (const [distribution, nu] of [['normal', 0], ['t', 6]] as const) {
      let [squares, sizes] = [0, 0];
      for (let i = 0; i < 40_000; i++) {
        const draw = drawError(distribution, nu, streamKey(4, 1), i);
        squares += draw * draw;
        sizes += Math.abs(draw);
      }
      near(squares / 40_000, 1, 0.04);
      near(sizes / 40_000, errorSize(distribution, nu), 0.015);
    }
  });
  it('an exponential of one has the mean of its integral', () => {
    for (const [a, b] of [[0.2, -0.1], [-0.4, 0.3], [0, 0]] as const) {
      let sum = 0;
      for (let z = -12; z <= 12; z += 1e-3) sum += Math.exp(a * Math.abs(z) + b * z - 0.5 * z * z) * 1e-3;
      near(Math.exp(logMeanOfShock(a, b)), sum / Math.sqrt(2 * Math.PI), 1e-6);
    }
  });
});

describe('a fit', () => {
  it('finds the parameters of the model that made the returns, within four standard errors', () => {
    const { params, standardErrors, converged } = fitVolatility(makeReturns(6_000, 3), { model: 'gjr' });
    expect(converged).toBe(true);
    for (const [name, value] of Object.entries({ mu: 0.04, omega: 0.05, alpha1: 0.07, gamma1: 0.06, beta1: 0.85 })) {
      expect(Math.abs(params[name]! - value), name).toBeLessThan(4 * standardErrors[name]!);
    }
  });

  it.each(models)('of %s goes with the unit of the returns', (model) => {
    const plain = fitVolatility(returns, { model });
    for (const unit of [0.01, 1e5]) {
      const scaled = fitVolatility(returns.map((value) => value * unit), { model });
      near(scaled.params['mu'], plain.params['mu']! * unit, 1e-3);
      near(scaled.sigma.at(-1), plain.sigma.at(-1)! * unit, 1e-4);
      near(scaled.persistence, plain.persistence, 1e-4);
      expect(scaled.converged).toBe(plain.converged);
    }
  });

  it('is more likely than any neighbour', () => {
    const { params, logLikelihood } = fitVolatility(returns, { model: 'garch', distribution: 't' });
    const likelihood = new Likelihood(returns, { isLog: false, order: { p: 1, o: 0, q: 1 }, distribution: 't', initialisation: 'backcast', hasMean: true });
    const best = Float64Array.from(Object.values(params));
    near(likelihood.evaluate(best), logLikelihood, 1e-12);
    best.forEach((_, k) => {
      for (const factor of [0.97, 1.03]) expect(likelihood.evaluate(best.map((value, i) => (i === k ? value * factor : value)))).toBeLessThan(logLikelihood);
    });
  });

  it('keeps every variance one and says what is at its limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom<VolatilityOptions>({ model: 'garch', p: 2 }, { model: 'gjr' }, { model: 'egarch' }, { model: 'ewma', lambda: 'estimate' }), fc.integer({ min: 40, max: 150 }), (seed, options, count) => {
        const fit = fitVolatility(Float64Array.from({ length: count }, (_, i) => normal(streamKey(seed, 1), i)), options);
        expect(fit.sigma.every((value) => value > 0 && Number.isFinite(value))).toBe(true);
        expect(Number.isFinite(fit.logLikelihood)).toBe(true);
        expect(fit.converged).toBe(!fit.convergence.startsWith('Not converged'));
        for (const name of fit.limits) expect(fit.standardErrors[name]).toBe(null);
        const { variance } = forecastVolatility(fit, { horizon: 3, paths: 100 });
        expect(variance.every((value) => value > 0)).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it('of flat stretches, one jump or two values ends and says how', () => {
    const quiet = new Float64Array(60);
    const hostile = [quiet.with(30, 5), quiet.map((_, i) => (i % 2 === 0 ? 1 : -1)), quiet.map((_, i) => (i < 30 ? 0 : returns[i]!)), quiet.map((_, i) => (i === 7 ? 1e25 : returns[i]!)), quiet.map((_, i) => 1e-3 * i)];
    for (const values of hostile) {
      for (const model of models) {
        for (const distribution of ['normal', 't'] as const) {
          if (model === 'har' && distribution === 't') continue;
          try {
            const fit = fitVolatility(values, { model, distribution });
            expect(Number.isFinite(fit.logLikelihood) && fit.convergence.length > 0).toBe(true);
            expect(Object.values(fit.params).every(Number.isFinite)).toBe(true);
          } catch (error) {
            if (!(error instanceof QuantError)) throw error;
          }
        }
      }
    }
  });

  it('says that returns which hardly ever move have no maximum', () => {
    const { converged, convergence } = fitVolatility(new Float64Array(60).with(30, 5), { model: 'garch', distribution: 't' });
    expect([converged, convergence]).toEqual([false, expect.stringContaining('omega goes to 0')]);
  });

  it('with ν at its end says that the errors are normal ones', () => {
    const even = Float64Array.from({ length: 300 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (1 + 0.1 * Math.sin(i)));
    expect(fitVolatility(even, { model: 'garch', distribution: 't' }).limits).toContain('nu');
  });
});

describe('a forecast', () => {
  it.each([['garch', 'normal'], ['gjr', 't'], ['egarch', 'normal'], ['ewma', 'normal']] as const)('of %s with %s errors is the mean of drawn futures', (model, distribution) => {
    const fit = fitVolatility(returns, { model, distribution });
    const { variance, sigmaInterval, returnInterval, sigma } = forecastVolatility(fit, { horizon: 6, paths: 4_000, level: 0.9 });
    const middle = forecastVolatility(fit, { horizon: 6, paths: 4_000, level: 0.02 });
    sigma.forEach((value, i) => {
      near(value * value, variance[i]!, 1e-12);
      expect(sigmaInterval.low[i]!).toBeLessThanOrEqual(value);
      expect(sigmaInterval.high[i]!).toBeGreaterThanOrEqual(value);
      near(middle.sigmaInterval.low[i], value, 0.12);
      // 90 % of returns lie within 1.645 deviations of a normal error, fewer of the peaked mixture.
      near(returnInterval.high[i]! - fit.params['mu']!, 1.6 * value, 0.08);
    });
  });
  it('goes to the unconditional variance', () => {
    for (const options of [{ model: 'garch' }, { model: 'gjr', distribution: 't' }, { model: 'egarch' }, { model: 'har' }] as const) {
      const fit = fitVolatility(makeReturns(2_000, 5), options);
      near(forecastVolatility(fit, { horizon: 600, paths: 100 }).variance.at(-1), fit.unconditionalVariance!, 1e-4, options.model);
    }
  });
  it('is the same for the same seed and another for another', () => {
    const fit = fitVolatility(returns, { model: 'garch' });
    const [one, same, other] = [1, 1, 2].map((seed) => forecastVolatility(fit, { seed }));
    expect(same).toEqual(one);
    expect(other?.sigmaInterval).not.toEqual(one?.sigmaInterval);
    expect(other?.variance).toEqual(one?.variance);
  });
});

describe('bad input is refused with its reason', () => {
  it.each(models)('%s', (model) => {
    for (const value of [Number.NaN, Infinity, -Infinity]) expect(() => fitVolatility(returns.with(4, value), { model })).toThrow(expect.objectContaining({ code: 'NOT_FINITE', message: expect.stringContaining('number 5') as string }));
    expect(() => fitVolatility(new Float64Array(100).fill(0.2), { model })).toThrow(expect.objectContaining({ code: 'CONSTANT' }));
    for (const count of [0, 1, 29]) expect(() => fitVolatility(returns.subarray(0, count), { model })).toThrow(expect.objectContaining({ code: 'TOO_FEW' }));
    expect(() => fitVolatility(returns.map((value) => value * 1e40), { model })).toThrow(expect.objectContaining({ code: 'RANGE' }));
  });
  it.each<VolatilityOptions>([
    { model: 'garch', p: 0 }, { model: 'garch', p: 1.5 }, { model: 'garch', q: 11 }, { model: 'garch', q: -1 }, { model: 'garch', o: 1 }, { model: 'gjr', o: 0 }, { model: 'ewma', p: 2 }, { model: 'har', q: 3 }, { model: 'ewma', lambda: 1 },
    { model: 'ewma', lambda: Number.NaN }, { model: 'garch', lambda: 0.9 }, { model: 'har', distribution: 't' }, { model: 'garch', measure: [1] },
  ])('%j', (options) => expect(() => fitVolatility(returns, options)).toThrow(expect.objectContaining({ code: 'RANGE' })));
  it('measures that do not fit the returns', () => {
    expect(() => fitVolatility(returns, { model: 'har', measure: [1, 2] })).toThrow(expect.objectContaining({ code: 'LENGTHS_DIFFER' }));
    expect(() => fitVolatility(returns, { model: 'har', measure: returns.map((value, i) => (i === 3 ? Number.NaN : value * value)) })).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }));
    expect(() => fitVolatility(returns, { model: 'har', measure: returns })).toThrow(expect.objectContaining({ code: 'RANGE' }));
  });
  it('forecasts', () => {
    const fit = fitVolatility(returns, { model: 'ewma' });
    for (const options of [{ horizon: 0 }, { horizon: 1.5 }, { horizon: 1_001 }, { level: 0 }, { level: 1 }, { level: Number.NaN }, { paths: 99 }, { paths: 1e9 }]) expect(() => forecastVolatility(fit, options)).toThrow(expect.objectContaining({ code: 'RANGE' }));
  });
  it('prices', () => {
    expect(Array.from(percentReturns([100, 110]))).toEqual([100 * (Math.log(110) - Math.log(100))]);
    expect(() => percentReturns([100])).toThrow(expect.objectContaining({ code: 'TOO_FEW' }));
    expect(() => percentReturns([100, 0])).toThrow(expect.objectContaining({ code: 'PRICE_NOT_POSITIVE' }));
    expect(() => percentReturns([100, Number.NaN])).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }));
  });
});

it('a measured variance of a bar is that of its prices', () => {
  const column = (...values: number[]): Float64Array => Float64Array.from(values);
  const bars = { time: column(0, 1), open: column(100, 101), high: column(104, 103), low: column(99, 98), close: column(101, 100), volume: column(1, 1) };
  const high = Math.log(104 / 99) ** 2;
  near(rangeVariances(bars, 'parkinson')[0], (1e4 * high) / (4 * Math.LN2), 1e-12);
  near(rangeVariances(bars, 'garman-klass')[0], 1e4 * (0.5 * high - (2 * Math.LN2 - 1) * Math.log(1.01) ** 2), 1e-12);
  near(rangeVariances(bars, 'rogers-satchell')[0], 1e4 * (Math.log(104 / 101) * Math.log(1.04) + Math.log(99 / 101) * Math.log(0.99)), 1e-12);
});
