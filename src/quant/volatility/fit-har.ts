import { regress, type Regression } from '../econometrics/index.ts';
import { QuantError } from '../error.ts';
import type { VolatilityFit } from './types.ts';

/** A day, a week and a month of trading days (Corsi). */
export const harWindows = [1, 5, 22] as const;
const month = 22;
const leastObservations = 30;

/** Means of the last 1, 5 and 22 values before place `t`. */
export function harRow(measure: ArrayLike<number>, t: number): [number, number, number, number] {
  const mean = (window: number): number => {
    let sum = 0;
    for (let i = t - window; i < t; i++) sum += measure[i]!;
    return sum / window;
  };
  return [1, ...(harWindows.map(mean) as [number, number, number])];
}

/**
 * What a regression expects, kept to what has been seen: a value outside the range of the measured variances becomes their mean, the
 * "insanity filter" of T. Bollerslev, A. J. Patton, R. Quaedvlieg, Journal of Econometrics 192 (2016). So no variance is negative.
 */
export function keepSane(value: number, { low, high, mean }: Range): number {
  return value >= low && value <= high && value > 0 ? value : mean;
}

export type Range = { readonly low: number; readonly high: number; readonly mean: number };
export function rangeOf(measure: ArrayLike<number>): Range {
  let [low, high, sum] = [Number.POSITIVE_INFINITY, 0, 0];
  for (let i = 0; i < measure.length; i++) {
    low = Math.min(low, measure[i]!);
    high = Math.max(high, measure[i]!);
    sum += measure[i]!;
  }
  return { low, high, mean: sum / measure.length };
}

/** Heterogeneous autoregression of a measured variance. The measure is that of each return's period; squared returns less their mean where none is given. */
export function fitHar(returns: Float64Array, given: ArrayLike<number> | null, hasMean: boolean): VolatilityFit {
  if (returns.length < month + leastObservations) throw new QuantError('TOO_FEW', `There are ${returns.length} returns; har needs at least ${month + leastObservations}: a month before the first value, and values.`);
  const mean = hasMean ? returns.reduce((sum, value) => sum + value, 0) / returns.length : 0;
  const residuals = returns.map((value) => value - mean);
  const measure = given === null ? residuals.map((value) => value * value) : checkMeasure(given, returns.length);
  const length = measure.length - month;
  const columns = Array.from({ length: 4 }, () => new Float64Array(length));
  for (let i = 0; i < length; i++) harRow(measure, month + i).forEach((value, k) => (columns[k]![i] = value));
  const y = measure.subarray(month);
  const regression = regress(y, columns);
  const range = rangeOf(measure);
  const sigma = new Float64Array(returns.length).fill(Number.NaN);
  for (let i = 0; i < length; i++) sigma[month + i] = Math.sqrt(keepSane(y[i]! - regression.residuals[i]!, range));
  return describeHar({ regression, columns, hasMean, mean, residuals, sigma, measure });
}

function checkMeasure(given: ArrayLike<number>, count: number): Float64Array {
  if (given.length !== count) throw new QuantError('LENGTHS_DIFFER', `There are ${count} returns and ${given.length} measured variances; each return needs one.`);
  for (let i = 0; i < count; i++) {
    if (!Number.isFinite(given[i])) throw new QuantError('NOT_FINITE', `Measured variance number ${i + 1} is ${given[i]}; leave its period out or give a number.`);
    if (given[i]! < 0) throw new QuantError('RANGE', `Measured variance number ${i + 1} is ${given[i]}; a variance is 0 or more.`);
  }
  return Float64Array.from(given);
}

type Parts = { regression: Regression; columns: Float64Array[]; hasMean: boolean; mean: number; residuals: Float64Array; sigma: Float64Array; measure: Float64Array };

function describeHar({ regression, columns, hasMean, mean, residuals, sigma, measure }: Parts): VolatilityFit {
  const { coefficients, residualSquares, standardErrors } = regression;
  const count = columns[0]!.length;
  const names = ['const', 'daily', 'weekly', 'monthly'];
  const own = hasMean ? { mu: mean } : {};
  // Of normal errors of one variance, as any least squares regression has it.
  const logLikelihood = -0.5 * count * (Math.log((2 * Math.PI * residualSquares) / count) + 1);
  const persistence = coefficients[1]! + coefficients[2]! + coefficients[3]!;
  const named = (values: Float64Array): Record<string, number | null> => ({ ...(hasMean ? { mu: null } : {}), ...Object.fromEntries(names.map((name, k) => [name, values[k]!])) });
  const level = coefficients[0]! / (1 - persistence);
  const isStable = persistence < 1;
  return {
    model: 'har', distribution: 'normal', order: { p: 0, o: 0, q: 0 }, params: { ...own, ...Object.fromEntries(names.map((name, k) => [name, coefficients[k]!])) },
    standardErrors: named(standardErrors), robustErrors: named(neweyWest(regression, columns)),
    logLikelihood, aic: -2 * logLikelihood + 8, bic: -2 * logLikelihood + 4 * Math.log(count), observations: count, persistence, halfLife: null,
    unconditionalVariance: isStable && level > 0 ? level : null,
    initialisation: 'none: the first 22 periods only explain the next ones (least squares)',
    converged: true, convergence: `Least squares has one answer.${isStable ? '' : ' Shocks do not fade: there is no variance that forecasts end at.'}`, limits: [], iterations: 0, sigma, residuals, har: { measure, regression },
  };
}

/** Standard errors that hold for errors that depend on each other and differ in size: Newey and West (1987) with ⌊4 (n / 100)^(2/9)⌋ lags. */
function neweyWest({ residuals, inverse }: Regression, columns: readonly Float64Array[]): Float64Array {
  const [size, count] = [columns.length, residuals.length];
  const lags = Math.floor(4 * (count / 100) ** (2 / 9));
  const middle = new Float64Array(size * size);
  for (let lag = 0; lag <= lags; lag++) {
    const weight = 1 - lag / (lags + 1);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let sum = 0;
        for (let t = lag; t < count; t++) sum += residuals[t]! * residuals[t - lag]! * (columns[i]![t]! * columns[j]![t - lag]! + (lag === 0 ? 0 : columns[i]![t - lag]! * columns[j]![t]!));
        middle[i * size + j]! += weight * sum;
      }
    }
  }
  return Float64Array.from({ length: size }, (_, k) => {
    let variance = 0;
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) variance += inverse[k * size + i]! * middle[i * size + j]! * inverse[k * size + j]!;
    return Math.sqrt(variance);
  });
}
