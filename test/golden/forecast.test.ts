import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ArmaLikelihood } from '../../src/quant/forecast/arma-likelihood.ts';
import { fitArima, fitSmoothing, forecastArima, type ArimaFit } from '../../src/quant/forecast/index.ts';
import { percentReturns } from '../../src/quant/volatility/index.ts';
import { hasShared, sharedPath } from './shared.ts';

type Golden = { arima_101: { coef: { ar1: number; ma1: number; intercept: number }; sigma2: number; loglik: number; aic: number }; ses_alpha: number };

function readPrices(): Float64Array {
  const [header = '', ...lines] = readFileSync(sharedPath('data/returns/sp500.csv'), 'utf8').trimEnd().split(/\r?\n/);
  const column = header.split(',').indexOf('Adj Close');
  return Float64Array.from(lines, (line) => Number(line.split(',')[column]));
}

function near(name: string, value: number | null | undefined, wanted: number, relative: number): void {
  expect(Math.abs((value ?? Number.NaN) - wanted), `${name}: ${value} for ${wanted}`).toBeLessThanOrEqual(relative * Math.abs(wanted));
}

describe.runIf(hasShared)('forecasts of the S&P 500 agree with R 4.2.2', () => {
  let prices: Float64Array;
  let returns: Float64Array;
  let golden: Golden;
  let fit: ArimaFit;
  beforeAll(() => {
    prices = readPrices();
    returns = percentReturns(prices);
    golden = JSON.parse(readFileSync(sharedPath('golden/econometrics/sp500.json'), 'utf8')) as Golden;
    fit = fitArima(returns, { p: 1, d: 0, q: 1 });
  });

  it('in the exact likelihood at the coefficients of arima(): the same number, but for rounding', () => {
    const { coef, loglik, sigma2 } = golden.arima_101;
    const likelihood = new ArmaLikelihood(returns, 1, true);
    const at = likelihood.evaluate({ ar: Float64Array.of(coef.ar1), ma: Float64Array.of(coef.ma1) }, (coef.intercept - likelihood.centre) / likelihood.deviation);
    near('log-likelihood', at.logLikelihood, loglik, 1e-12);
    near('sigma2', at.variance, sigma2, 1e-12);
  });

  // arima() stops its search by default where a step gains less than 1e-8 of the mean log-likelihood; here it is 5e-4 below the maximum of
  // the whole, on a ridge along which ar1 and ma1 trade places. So its coefficients are 0.03 of a standard error away, and ours are likelier.
  it('in the coefficients of arima(): within a twentieth of a standard error, and likelier', () => {
    const { coef, loglik, sigma2, aic } = golden.arima_101;
    expect(fit.converged, fit.convergence).toBe(true);
    for (const [name, wanted] of [['ar1', coef.ar1], ['ma1', coef.ma1], ['mean', coef.intercept]] as const) {
      expect(Math.abs((fit.params[name] ?? Number.NaN) - wanted), name).toBeLessThanOrEqual(0.05 * (fit.standardErrors[name] ?? 0));
    }
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(loglik);
    expect(fit.logLikelihood - loglik).toBeLessThan(1e-3);
    expect(fit.aic).toBeLessThanOrEqual(aic);
    near('sigma2', fit.variance, sigma2, 1e-6);
  });

  // Made with arima(r, c(1, 0, 1), method = 'ML', optim.control = list(reltol = 1e-14)) and predict() of method = 'ML'. Its slopes are differences
  // over 1e-3, so its search ends 9e-8 below the maximum, and its curvature is good to some thousandths.
  it('in the maximum, the standard errors and the forecasts of a search that goes on', () => {
    near('log-likelihood', fit.logLikelihood, -8050.38427533562, 1e-10);
    near('error of ar1', fit.standardErrors['ar1'], 0.112852462492865, 5e-3);
    near('error of ma1', fit.standardErrors['ma1'], 0.105155302045148, 5e-3);
    near('error of mean', fit.standardErrors['mean'], 0.0139846098667264, 5e-3);
    const { mean, deviation } = forecastArima(fit, { horizon: 5 });
    [1.19905545270383, 1.20211452802547, 1.20316752503078, 1.20353040550759, 1.20365549157603].forEach((wanted, h) => near(`deviation ${h}`, deviation[h], wanted, 1e-5));
    [-0.08648310066109999, -0.04498395034376132, -0.02061542547007725, -0.00630609624337128, 0.0020964190495999].forEach((wanted, h) => expect(Math.abs((mean[h] ?? Number.NaN) - wanted)).toBeLessThan(2e-4));
  });

  // HoltWinters(price, beta = FALSE, gamma = FALSE): the level begins with the first price, and optimize() ends within 1.2e-4 (its default).
  it('in alpha of HoltWinters() on prices: as near as its search goes, and with no larger squares', () => {
    const smoothing = fitSmoothing(prices);
    expect(Math.abs(smoothing.alpha - golden.ses_alpha)).toBeLessThan(1.2e-4);
    expect(smoothing.squares).toBeLessThanOrEqual(fitSmoothing(prices, { alpha: golden.ses_alpha }).squares);
    near('squares', smoothing.squares, 1269762.84649212, 1e-9);
    near('level', smoothing.level, 2505.74401875418, 1e-7);
  });
});
