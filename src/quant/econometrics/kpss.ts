import { QuantError } from '../error.ts';
import { requireLags, requireValues } from './check-values.ts';
import { regress } from './regress.ts';
import type { CriticalValues, TestResult, Trend } from './test-result.ts';

export type KpssOptions = {
  readonly trend?: Exclude<Trend, 'none'>;
  /**
   * Lags of the long-run variance. `auto`: A. R. Hobijn, P. H. Franses, M. Ooms (1998), as statsmodels; `short`: ⌊4 (n / 100)^¼⌋ and
   * `long`: ⌊12 (n / 100)^¼⌋, as tseries.
   */
  readonly lags?: number | 'auto' | 'short' | 'long';
};

export type KpssResult = TestResult & {
  readonly lags: number;
  readonly criticalValues: CriticalValues;
  /** The statistic lies outside the table: the p-value is the table's end, and the true one beyond it. */
  readonly isBounded: boolean;
};

const shares = [0.1, 0.05, 0.025, 0.01];
const tables = { constant: [0.347, 0.463, 0.574, 0.739], trend: [0.119, 0.146, 0.176, 0.216] };

/**
 * KPSS test. Null hypothesis: the series is stationary round its level (or its line) – the reverse of Dickey and Fuller's. The statistic is
 * the sum of squared partial sums of the residuals over n² times their long-run variance with Bartlett's weights. The p-value is read
 * between the four values of the paper's table and ends at 0.01 and 0.1, as in tseries and statsmodels. Source: D. Kwiatkowski,
 * P. C. B. Phillips, P. Schmidt, Y. Shin, Journal of Econometrics 54 (1992). Throws TOO_FEW, NOT_FINITE, CONSTANT, RANGE.
 */
export function testKpss(values: ArrayLike<number>, { trend = 'constant', lags = 'auto' }: KpssOptions = {}): KpssResult {
  requireValues(values, 4);
  const residuals = residualsOf(values, trend);
  const used = countLags(residuals, lags);
  const count = residuals.length;
  let [partial, squares] = [0, 0];
  for (const residual of residuals) {
    partial += residual;
    squares += partial * partial;
  }
  const statistic = squares / (count * count * longRunVariance(residuals, used));
  const table = tables[trend];
  const criticalValues = { '1%': table[3]!, '2.5%': table[2]!, '5%': table[1]!, '10%': table[0]! };
  const isBounded = statistic <= table[0]! || statistic >= table[3]!;
  return { statistic, pValue: interpolate(statistic, table), isBounded, lags: used, observations: count, criticalValues };
}

function residualsOf(values: ArrayLike<number>, trend: Exclude<Trend, 'none'>): Float64Array {
  const ones = new Float64Array(values.length).fill(1);
  const columns = trend === 'trend' ? [ones, ones.map((_, i) => i + 1)] : [ones];
  const { residuals, residualSquares } = regress(values, columns);
  let whole = 0;
  for (let i = 0; i < values.length; i++) whole += values[i]! ** 2;
  if (!(residualSquares > 1e-24 * whole)) throw new QuantError('COLLINEAR', 'The series is a straight line; there is nothing to test.');
  return residuals;
}

const autocovariance = (values: Float64Array, lag: number): number => {
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += values[i]! * values[i - lag]!;
  return sum / values.length;
};

/** Variance of the sum of a dependent series, for each of its values: Newey and West (1987). */
function longRunVariance(residuals: Float64Array, lags: number): number {
  let sum = autocovariance(residuals, 0);
  for (let lag = 1; lag <= lags; lag++) sum += 2 * (1 - lag / (lags + 1)) * autocovariance(residuals, lag);
  return sum;
}

function countLags(residuals: Float64Array, lags: NonNullable<KpssOptions['lags']>): number {
  const count = residuals.length;
  if (typeof lags === 'number') {
    requireLags(lags, 0, count - 1);
    return lags;
  }
  if (lags !== 'auto') return Math.min(count - 1, Math.floor((lags === 'short' ? 4 : 12) * (count / 100) ** 0.25));
  let [level, slope] = [autocovariance(residuals, 0), 0];
  for (let lag = 1, most = Math.floor(count ** (2 / 9)); lag <= most; lag++) {
    const product = 2 * autocovariance(residuals, lag);
    level += product;
    slope += lag * product;
  }
  return Math.min(count - 1, Math.floor(1.1447 * (slope / level) ** (2 / 3) * count ** (1 / 3)) || 0);
}

function interpolate(statistic: number, table: readonly number[]): number {
  const above = table.findIndex((value) => statistic < value);
  if (above === 0) return shares[0]!;
  if (above < 0) return shares.at(-1)!;
  const share = (statistic - table[above - 1]!) / (table[above]! - table[above - 1]!);
  return shares[above - 1]! + share * (shares[above]! - shares[above - 1]!);
}
