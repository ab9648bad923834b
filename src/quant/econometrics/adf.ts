import { QuantError } from '../error.ts';
import { requireLags, requireValues } from './check-values.ts';
import { mackinnonCritical, mackinnonP } from './mackinnon.ts';
import { factor, regress, residualSquares, type Factored } from './regress.ts';
import type { CriticalValues, TestResult, Trend } from './test-result.ts';

export type LagChoice = 'aic' | 'bic' | 't-stat' | 'fixed';

export type AdfOptions = {
  /** What the regression holds besides the level; a constant where nothing is said. */
  readonly trend?: Trend;
  /** Lagged differences: all of them with `fixed`, else the most that are tried. Schwert's ⌈12 (n / 100)^¼⌉ where nothing is said. */
  readonly lags?: number;
  readonly choice?: LagChoice;
};

export type AdfResult = TestResult & { readonly lags: number; readonly criticalValues: CriticalValues | null };

const columnsOf: Readonly<Record<Trend, number>> = { none: 0, constant: 1, trend: 2 };

/** The statistic of 5 % in both tails of a normal distribution, as statsmodels' `t-stat` takes it. */
const significantT = 1.6448536269514722;

/**
 * Augmented Dickey-Fuller test. Null hypothesis: there is a unit root, the series wanders. A low p-value speaks for a series that comes
 * back to its mean (or its line). Δyₜ = ρ yₜ₋₁ + Σ φᵢ Δyₜ₋ᵢ + constant (+ time), statistic ρ̂ / se(ρ̂), one-sided. The lags are chosen on
 * one sample that all of them have, then the regression is made anew on what the chosen ones leave, as statsmodels' `adfuller` does.
 * p-values and critical values: MacKinnon 1994 and 2010; tseries' `adf.test` interpolates the tables of Banerjee et al. and differs by a few
 * hundredths. Source: D. A. Dickey, W. A. Fuller, JASA 74 (1979); S. E. Said, D. A. Dickey, Biometrika 71 (1984).
 * Throws TOO_FEW, NOT_FINITE, CONSTANT, RANGE; COLLINEAR for a series that is a straight line.
 */
export function testAdf(values: ArrayLike<number>, options: AdfOptions = {}): AdfResult {
  requireValues(values, 6);
  const { trend = 'constant' } = options;
  const { statistic, lags, observations } = dickeyFuller(values, options);
  return { statistic, lags, observations, pValue: mackinnonP(statistic, trend), criticalValues: mackinnonCritical(trend, observations) };
}

/** The statistic alone, for tests that judge it by tables of their own. */
export function dickeyFuller(values: ArrayLike<number>, { trend = 'constant', lags, choice = 'aic' }: AdfOptions): { statistic: number; lags: number; observations: number } {
  const count = values.length;
  const most = Math.floor(count / 2) - columnsOf[trend] - 1;
  if (most < 0) throw new QuantError('TOO_FEW', `The series has ${count} values, too few for this trend.`);
  if (lags !== undefined) requireLags(lags, 0, most);
  const asked = lags ?? Math.min(most, Math.ceil(12 * (count / 100) ** 0.25));
  const used = choice === 'fixed' ? asked : chooseLags(factorLags(values, asked, trend), columnsOf[trend] + 1, asked, choice);
  const { y, columns } = design(values, used, trend);
  const { coefficients, standardErrors, residualSquares: squares } = regress(y, columns);
  if (!(squares > 1e-24 * y.reduce((sum, value) => sum + value * value, 0))) throw new QuantError('COLLINEAR', 'The series follows from its own past without error; there is nothing to test.');
  return { statistic: coefficients[0]! / standardErrors[0]!, lags: used, observations: y.length };
}

/**
 * Differences, and what explains them: the level before, the constant and time, then lagged differences. Beside a constant the level is taken
 * from its first value on, which changes nothing but keeps the digits of a high price.
 */
function design(values: ArrayLike<number>, lags: number, trend: Trend): { y: Float64Array; columns: Float64Array[] } {
  const length = values.length - 1 - lags;
  const difference = (i: number): number => values[i + 1]! - values[i]!;
  const make = (at: (i: number) => number): Float64Array => Float64Array.from({ length }, (_, i) => at(i));
  const base = trend === 'none' ? 0 : values[0]!;
  const columns = [make((i) => values[lags + i]! - base)];
  if (trend !== 'none') columns.push(make(() => 1));
  if (trend === 'trend') columns.push(make((i) => i + 1));
  for (let lag = 1; lag <= lags; lag++) columns.push(make((i) => difference(lags + i - lag)));
  return { y: make((i) => difference(lags + i)), columns };
}

function factorLags(values: ArrayLike<number>, lags: number, trend: Trend): Factored {
  const { y, columns } = design(values, lags, trend);
  return factor(y, columns);
}

/** Lags with the least criterion; with `t-stat` the longest whose last one matters. `fixed` counts the columns that are always there. */
function chooseLags(factored: Factored, fixed: number, most: number, choice: Exclude<LagChoice, 'fixed'>): number {
  const { rows, turned } = factored;
  if (choice === 't-stat') {
    for (let lags = most; lags > 0; lags--) {
      const size = fixed + lags;
      const t = turned[size - 1]! / Math.sqrt(residualSquares(factored, size) / (rows - size));
      if (Math.abs(t) >= significantT) return lags;
    }
    return 0;
  }
  const price = choice === 'aic' ? 2 : Math.log(rows);
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let lags = 0; lags <= most; lags++) {
    const criterion = rows * Math.log(residualSquares(factored, fixed + lags) / rows) + price * (fixed + lags);
    if (criterion < least) [best, least] = [lags, criterion];
  }
  return best;
}
