import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { testAdf, testJarqueBera, testKpss, testLjungBox } from '../../src/quant/econometrics/index.ts';
import { fitVolatility, forecastVolatility, percentReturns, type VolatilityFit, type VolatilityOptions } from '../../src/quant/volatility/index.ts';
import { hasShared, sharedPath } from './shared.ts';

type Params = Record<string, number>;
type ArchCase = { params: Params; loglik: number; aic: number; bic: number; last5_sigma: number[]; forecast_variance_5?: number[] };
type Tested = { stat: number; p: number };
type Golden = {
  n: number;
  fGarch_garch11_norm: { coef: Params; se: Params; loglik: number; first5_sigma: number[]; last5_sigma: number[]; forecast_sigma_10: number[] };
  fGarch_garch11_std: { coef: Params; loglik: number; last5_sigma: number[] };
  tseries_garch11: { coef: Params; loglik: number };
  adf_price_k1: Tested; kpss_price: Tested; ljung_box_10: Tested; jarque_bera: Tested;
};

const read = <T>(name: string): T => JSON.parse(readFileSync(sharedPath(`golden/econometrics/${name}.json`), 'utf8')) as T;

function readPrices(): Float64Array {
  const [header = '', ...lines] = readFileSync(sharedPath('data/returns/sp500.csv'), 'utf8').trimEnd().split(/\r?\n/);
  const column = header.split(',').indexOf('Adj Close');
  return Float64Array.from(lines, (line) => Number(line.split(',')[column]));
}

/** The names of arch, fGarch and tseries in our words. */
const ourName = (name: string): string => ({ 'alpha[1]': 'alpha1', 'beta[1]': 'beta1', 'gamma[1]': 'gamma1', shape: 'nu', a0: 'omega', a1: 'alpha1', b1: 'beta1' })[name] ?? name;

function near(name: string, value: number | undefined, wanted: number, relative: number): void {
  expect(Math.abs((value ?? Number.NaN) - wanted), `${name}: ${value} for ${wanted}`).toBeLessThanOrEqual(relative * Math.abs(wanted));
}
const nearAll = (name: string, values: ArrayLike<number>, wanted: readonly number[], relative: number): void => {
  expect(values.length).toBe(wanted.length);
  wanted.forEach((value, i) => near(`${name} ${i}`, values[i], value, relative));
};

/**
 * Each parameter within a share of its own standard error: two searches that end at the same maximum differ by how flat it is, and by what
 * the other one left. One at its limit is 0 in both.
 */
function expectParams(fit: VolatilityFit, wanted: Params, shareOfError: number): void {
  expect(Object.keys(fit.params)).toEqual(Object.keys(wanted).map(ourName));
  for (const [name, value] of Object.entries(wanted)) {
    const error = fit.standardErrors[ourName(name)] ?? null;
    expect(Math.abs((fit.params[ourName(name)] ?? Number.NaN) - value), name).toBeLessThanOrEqual(error === null ? 1e-8 : shareOfError * error);
  }
}

describe.runIf(hasShared)('volatility of the S&P 500 agrees with', () => {
  let returns: Float64Array = new Float64Array();
  let prices: Float64Array = new Float64Array();
  let golden: Golden;
  beforeAll(() => {
    prices = readPrices();
    returns = percentReturns(prices);
    golden = read<Golden>('sp500');
  });

  const cases: [string, VolatilityOptions][] = [
    ['garch11_norm', { model: 'garch' }], ['garch11_t', { model: 'garch', distribution: 't' }], ['gjr111_norm', { model: 'gjr' }], ['egarch111_norm', { model: 'egarch' }],
  ];
  it.each(cases)('arch: %s', (name, options) => {
    const wanted = read<{ arch: Record<string, ArchCase> }>('sp500_hmm_arch').arch[name] as ArchCase;
    const fit = fitVolatility(returns, options);
    expect(fit.converged, fit.convergence).toBe(true);
    near('log-likelihood', fit.logLikelihood, wanted.loglik, 1e-9);
    expect(fit.logLikelihood).toBeGreaterThan(wanted.loglik - 1e-6);
    near('aic', fit.aic, wanted.aic, 1e-9);
    near('bic', fit.bic, wanted.bic, 1e-9);
    expectParams(fit, wanted.params, 1e-3);
    nearAll('sigma', fit.sigma.slice(-5), wanted.last5_sigma, 2e-6);
    if (wanted.forecast_variance_5 !== undefined) nearAll('forecast', forecastVolatility(fit, { horizon: 5, paths: 100 }).variance, wanted.forecast_variance_5, 5e-6);
  });

  it('fGarch, normal errors', () => {
    const { coef, se, loglik, first5_sigma: first, last5_sigma: last, forecast_sigma_10: ahead } = golden.fGarch_garch11_norm;
    expect(returns).toHaveLength(golden.n);
    const fit = fitVolatility(returns, { model: 'garch', initialisation: 'mean-square' });
    near('log-likelihood', fit.logLikelihood, loglik, 1e-9);
    expectParams(fit, coef, 2e-3);
    nearAll('sigma', fit.sigma.slice(0, 5), first, 5e-6);
    nearAll('sigma', fit.sigma.slice(-5), last, 5e-6);
    nearAll('forecast', forecastVolatility(fit, { horizon: 10, paths: 100 }).sigma, ahead, 5e-6);
    // fGarch takes second differences of the likelihood; those of its slopes, as here, are what arch has with cov_type="classic".
    for (const [name, error] of Object.entries(se)) near(`error of ${name}`, fit.standardErrors[name] ?? Number.NaN, error, 0.02);
  });

  it('fGarch, Student\'s errors', () => {
    const { coef, loglik, last5_sigma: last } = golden.fGarch_garch11_std;
    const fit = fitVolatility(returns, { model: 'garch', distribution: 't', initialisation: 'mean-square' });
    near('log-likelihood', fit.logLikelihood, loglik, 1e-9);
    expectParams(fit, coef, 1e-3);
    nearAll('sigma', fit.sigma.slice(-5), last, 5e-6);
  });

  it('tseries, which takes the mean off first', () => {
    const { coef, loglik } = golden.tseries_garch11;
    const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
    const fit = fitVolatility(returns.map((value) => value - mean), { model: 'garch', mean: 'zero', initialisation: 'conditional' });
    expect(fit.observations).toBe(returns.length - 1);
    near('log-likelihood', fit.logLikelihood, loglik, 1e-9);
    // Its search ends where the likelihood changes by less than a millionth.
    expectParams(fit, coef, 0.01);
  });

  it('tseries: unit root, stationarity, autocorrelation, normality', () => {
    const adf = testAdf(prices, { trend: 'trend', choice: 'fixed', lags: 1 });
    near('Dickey-Fuller', adf.statistic, golden.adf_price_k1.stat, 1e-8);
    // tseries reads between the rows of a printed table; MacKinnon's surfaces are asymptotic.
    expect(Math.abs(adf.pValue - golden.adf_price_k1.p)).toBeLessThan(0.06);
    const kpss = testKpss(prices, { lags: 'short' });
    near('KPSS', kpss.statistic, golden.kpss_price.stat, 1e-8);
    expect([kpss.pValue, kpss.isBounded]).toEqual([golden.kpss_price.p, true]);
    const box = testLjungBox(returns, { lags: 10 });
    nearAll('Ljung-Box', [box.statistic, box.pValue], [golden.ljung_box_10.stat, golden.ljung_box_10.p], 1e-8);
    const bera = testJarqueBera(returns);
    near('Jarque-Bera', bera.statistic, golden.jarque_bera.stat, 1e-9);
    expect(bera.pValue).toBe(golden.jarque_bera.p);
  });
});
