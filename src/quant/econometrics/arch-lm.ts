import { QuantError } from '../error.ts';
import { requireLags, requireValues } from './check-values.ts';
import { chiSquareTail, fisherTail } from './distributions.ts';
import { regress } from './regress.ts';
import type { TestResult } from './test-result.ts';

export type ArchLmResult = TestResult & {
  readonly lags: number;
  /** The same hypothesis by the F statistic of the regression. */
  readonly fStatistic: number;
  readonly fPValue: number;
};

/**
 * Engle's test for autoregressive conditional heteroscedasticity. Null hypothesis: the size of a value does not depend on the sizes before
 * it, volatility does not cluster. The squares are regressed on a constant and their `lags` predecessors; the statistic is R² times the
 * observations, χ² with that many degrees of freedom. Values are taken as they are: pass residuals or demeaned returns. Source:
 * R. F. Engle, Econometrica 50 (1982); values of statsmodels' `het_arch`. Throws TOO_FEW, NOT_FINITE, CONSTANT, RANGE.
 */
export function testArchLm(values: ArrayLike<number>, { lags = Math.min(10, Math.floor(values.length / 5)) }: { readonly lags?: number } = {}): ArchLmResult {
  requireValues(values, 8);
  requireLags(lags, 1, Math.floor((values.length - 3) / 2));
  const squares = Float64Array.from(values, (value) => value * value);
  const length = squares.length - lags;
  const y = squares.subarray(lags);
  const columns = [new Float64Array(length).fill(1)];
  for (let lag = 1; lag <= lags; lag++) columns.push(squares.subarray(lags - lag, lags - lag + length));
  const mean = y.reduce((sum, value) => sum + value, 0) / length;
  const whole = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (!(whole > 0)) throw new QuantError('CONSTANT', 'All values have one size; there is nothing to test.');
  const { residualSquares } = regress(y, columns);
  const explained = 1 - residualSquares / whole;
  const rest = length - lags - 1;
  const fStatistic = (explained / lags) / ((1 - explained) / rest);
  return { statistic: length * explained, pValue: chiSquareTail(length * explained, lags), fStatistic, fPValue: fisherTail(fStatistic, lags, rest), lags, observations: length };
}
