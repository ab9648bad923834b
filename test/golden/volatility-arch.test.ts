import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitVolatility, forecastVolatility, type VolatilityOptions } from '../../src/quant/volatility/index.ts';
import { makeReturns } from './econometric-series.ts';

type Values = Record<string, number>;
type Case = { options: VolatilityOptions; params: Values; robustErrors?: Values; logLikelihood: number; aic?: number; bic?: number; lastSigma: number[]; firstSigma: number[]; forecastVariance: number[] };
type Golden = { cases: Case[]; har: { params: Values; standardErrors: Values; robustErrors: Values; logLikelihood: number; aic: number; bic: number } };

const golden = JSON.parse(readFileSync(new URL('volatility-arch.json', import.meta.url), 'utf8')) as Golden;
const returns = makeReturns(1_500);

function near(name: string, value: number | null | undefined, wanted: number, relative: number): void {
  expect(Math.abs((value ?? Number.NaN) - wanted), `${name}: ${value} for ${wanted}`).toBeLessThanOrEqual(relative * Math.abs(wanted));
}

/** The series is ours; the values are arch's, whose search and whose second differences leave the tolerances. */
describe('volatility agrees with arch', () => {
  it.each(golden.cases)('$options', ({ options, params, robustErrors = {}, ...wanted }) => {
    const fit = fitVolatility(returns, options);
    expect(fit.converged, fit.convergence).toBe(true);
    near('log-likelihood', fit.logLikelihood, wanted.logLikelihood, 1e-9);
    expect(Object.keys(fit.params)).toEqual(Object.keys(params));
    for (const [name, value] of Object.entries(params)) {
      // A parameter at its limit is 0 in both; any other is within a hundredth of its error.
      const reach = fit.limits.includes(name) ? 1e-6 : 0.01 * (fit.standardErrors[name] ?? 1e-12);
      expect(Math.abs((fit.params[name] ?? Number.NaN) - value), `${name}: ${fit.params[name]} for ${value}`).toBeLessThanOrEqual(reach);
    }
    // The slope of egarch in its mean jumps at each return that is the mean; what second differences make of that depends on their step.
    const compared = Object.entries(robustErrors).filter(([name]) => name !== 'mu' || options.model !== 'egarch');
    if (fit.limits.length === 0) for (const [name, error] of compared) near(`robust error of ${name}`, fit.robustErrors[name], error, 0.02);
    if (wanted.aic !== undefined) near('aic', fit.aic, wanted.aic, 1e-9);
    if (wanted.bic !== undefined) near('bic', fit.bic, wanted.bic, 1e-9);
    const ahead = forecastVolatility(fit, { horizon: wanted.forecastVariance.length, paths: 100 }).variance;
    const pairs = [[...fit.sigma.slice(-3), ...fit.sigma.slice(0, 3), ...ahead], [...wanted.lastSigma, ...wanted.firstSigma, ...wanted.forecastVariance]] as const;
    pairs[1].forEach((value, i) => near(`value ${i}`, pairs[0][i], value, 2e-4));
  });

  it('and har with statsmodels', () => {
    const fit = fitVolatility(returns, { model: 'har' });
    for (const what of ['params', 'standardErrors', 'robustErrors'] as const) for (const [name, value] of Object.entries(golden.har[what])) near(`${what} ${name}`, fit[what][name], value, 1e-9);
    for (const what of ['logLikelihood', 'aic', 'bic'] as const) near(what, fit[what], golden.har[what], 1e-9);
  });
});
