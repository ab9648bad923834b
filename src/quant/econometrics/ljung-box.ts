import { QuantError } from '../error.ts';
import { computeAutocorrelation } from '../stats/index.ts';
import { requireLags, requireValues } from './check-values.ts';
import { chiSquareTail } from './distributions.ts';
import type { TestResult } from './test-result.ts';

export type LjungBoxOptions = {
  /** Autocorrelations that are tested together; min(10, n / 5) where nothing is said. */
  readonly lags?: number;
  /** Parameters of the model whose residuals these are; taken off the degrees of freedom. */
  readonly fitted?: number;
};

export type LjungBoxResult = TestResult & { readonly lags: number; readonly freedom: number };

/**
 * Ljung-Box test. Null hypothesis: no autocorrelation up to that lag. Q = n (n + 2) Σ r(k)² / (n − k), χ² with lags − fitted degrees of
 * freedom. Of squared returns it asks whether volatility clusters (A. I. McLeod, W. K. Li, 1983). Source: G. M. Ljung, G. E. P. Box,
 * Biometrika 65 (1978). Throws TOO_FEW, NOT_FINITE, CONSTANT, RANGE.
 */
export function testLjungBox(values: ArrayLike<number>, { lags, fitted = 0 }: LjungBoxOptions = {}): LjungBoxResult {
  requireValues(values, 3);
  const count = values.length;
  const used = lags ?? Math.max(fitted + 1, Math.min(10, Math.floor(count / 5)));
  requireLags(used, 1, count - 1);
  if (!Number.isInteger(fitted) || fitted < 0 || fitted >= used) throw new QuantError('RANGE', `The fitted parameters must be a whole number from 0 to ${used - 1} here, one below the lags, not ${fitted}.`);
  const { values: correlations } = computeAutocorrelation(Float64Array.from(values), used);
  const statistic = count * (count + 2) * correlations.reduce((sum, r, i) => sum + (r * r) / (count - i - 1), 0);
  return { statistic, pValue: chiSquareTail(statistic, used - fitted), lags: used, freedom: used - fitted, observations: count };
}
