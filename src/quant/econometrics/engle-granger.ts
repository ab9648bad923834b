import { QuantError } from '../error.ts';
import { dickeyFuller, type AdfOptions } from './adf.ts';
import { requireValues } from './check-values.ts';
import { mackinnonCritical, mackinnonP, mostSeries } from './mackinnon.ts';
import { regress } from './regress.ts';
import type { CriticalValues, TestResult, Trend } from './test-result.ts';

export type EngleGrangerResult = TestResult & {
  readonly lags: number;
  /** null without a constant: there is no table. */
  readonly criticalValues: CriticalValues | null;
  /** Units of each of the other series that hedge one of the first. */
  readonly hedgeRatios: readonly number[];
  /** Constant of the regression; 0 without one. */
  readonly intercept: number;
  /** What the first series has above its hedge; its mean is 0 where the regression has a constant. */
  readonly spread: Float64Array;
  /** Observations until half of a deviation of the spread is gone, by an autoregression of order 1; null: it does not come back. */
  readonly halfLife: number | null;
};

/**
 * Engle-Granger test of two to six series. Null hypothesis: they are not cointegrated. The first is regressed on the others, and its
 * residuals are tested for a unit root without a constant; p-values and critical values are those for residuals (MacKinnon 1994, 2010), as
 * in statsmodels' `coint`. Which series comes first matters. Source: R. F. Engle, C. W. J. Granger, Econometrica 55 (1987).
 * Throws TOO_FEW, NOT_FINITE, CONSTANT, LENGTHS_DIFFER, RANGE, and COLLINEAR where the first is a sum of the others.
 */
export function testEngleGranger(series: readonly ArrayLike<number>[], { trend = 'constant', ...options }: AdfOptions = {}): EngleGrangerResult {
  const [first, ...others] = requireSeveral(series, mostSeries);
  const columns = [...others, ...deterministic(trend, first!.length)];
  const { coefficients, residuals, residualSquares } = regress(first!, columns);
  requireSpread(first!, residualSquares);
  const { statistic, lags, observations } = dickeyFuller(residuals, { ...options, trend: 'none' });
  return {
    statistic, lags, observations, pValue: mackinnonP(statistic, trend, series.length),
    criticalValues: mackinnonCritical(trend, first!.length - 1, series.length),
    hedgeRatios: Array.from(coefficients.subarray(0, others.length)), intercept: trend === 'none' ? 0 : coefficients[others.length]!,
    spread: residuals, halfLife: halfLifeOf(residuals),
  };
}

/** Series of one length that can be tested together. */
export function requireSeveral(series: readonly ArrayLike<number>[], most: number): readonly ArrayLike<number>[] {
  if (series.length < 2 || series.length > most) throw new QuantError('RANGE', `This test takes from 2 to ${most} series, not ${series.length}.`);
  series.forEach((values, i) => {
    if (values.length !== series[0]!.length) throw new QuantError('LENGTHS_DIFFER', `Series ${i + 1} has ${values.length} values and the first ${series[0]!.length}; they must go together one by one.`);
    requireValues(values, 10 + 2 * series.length, `Series ${i + 1}`);
  });
  return series;
}

/** A column of ones and one of time, as the trend has them. */
export function deterministic(trend: Trend, length: number): Float64Array[] {
  const ones = new Float64Array(length).fill(1);
  if (trend === 'none') return [];
  return trend === 'constant' ? [ones] : [ones, ones.map((_, i) => i + 1)];
}

function requireSpread(values: ArrayLike<number>, residualSquares: number): void {
  let whole = 0;
  for (let i = 0; i < values.length; i++) whole += (values[i]! - values[0]!) ** 2;
  if (residualSquares > 1e-20 * whole) return;
  throw new QuantError('COLLINEAR', 'The first series follows from the others without error; there is no spread to test.');
}

/** ln ½ / ln φ of sₜ = a + φ sₜ₋₁; null where φ is not between 0 and 1. */
export function halfLifeOf(spread: Float64Array): number | null {
  const before = spread.subarray(0, -1);
  const { coefficients } = regress(spread.subarray(1), [before, new Float64Array(before.length).fill(1)]);
  const stays = coefficients[0]!;
  return stays > 0 && stays < 1 ? Math.log(0.5) / Math.log(stays) : null;
}
