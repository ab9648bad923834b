import { requireValues } from '../econometrics/index.ts';
import { QuantError } from '../error.ts';
import { requireForecast, withInterval, type SeriesForecast, type SeriesForecastOptions } from './forecast-arima.ts';

export type SmoothingOptions = {
  /** How much of each error the level takes up; that of the least squared errors where nothing is said. */
  readonly alpha?: number;
};

/** Simple exponential smoothing: level(t) = level(t − 1) + alpha · (value(t) − level(t − 1)). */
export type SmoothingFit = {
  readonly alpha: number;
  /** In words. */
  readonly initialisation: string;
  readonly initialLevel: number;
  /** After the last value; all forecasts are this. */
  readonly level: number;
  /** Sum of the squared errors of one step, from the second value on, and their mean. */
  readonly squares: number;
  readonly variance: number;
  readonly observations: number;
  /** Whether alpha is 0 or 1, as far as can be told: the level never moves, or is always the last value. */
  readonly isAtLimit: boolean;
  /** Value less the level before it, from the second value on. */
  readonly residuals: Float64Array;
};

const leastValues = 3;
const cells = 40;
const golden = (3 - Math.sqrt(5)) / 2;

/**
 * Fits simple exponential smoothing by the least sum of squared errors of one step, which is the likeliest alpha of normal errors. The level
 * begins with the first value, as HoltWinters of R has it. The whole of 0 to 1 is looked over before the lowest place is narrowed down, so
 * that a second valley does not hide the first. Source: R. G. Brown 1956. Throws TOO_FEW, NOT_FINITE, CONSTANT, RANGE.
 */
export function fitSmoothing(values: ArrayLike<number>, { alpha }: SmoothingOptions = {}): SmoothingFit {
  requireValues(values, leastValues);
  if (alpha !== undefined && !(alpha >= 0 && alpha <= 1)) throw new QuantError('RANGE', `alpha must be from 0 to 1, not ${alpha}.`);
  const series = Float64Array.from(values);
  const used = alpha ?? searchAlpha(series);
  const residuals = new Float64Array(series.length - 1);
  const { squares, level } = smooth(series, used, residuals);
  return {
    alpha: used, initialisation: 'the level begins with the first value', initialLevel: series[0]!, level, squares, variance: squares / residuals.length,
    observations: residuals.length, isAtLimit: used < 1e-6 || used > 1 - 1e-6, residuals,
  };
}

/** Forecasts of simple exponential smoothing: variance · (1 + (h − 1) alpha²), normal (R. J. Hyndman and others, 2008, 6.3). Throws RANGE. */
export function forecastSmoothing({ alpha, level: last, variance }: SmoothingFit, { horizon = 10, level = 0.95 }: SeriesForecastOptions = {}): SeriesForecast {
  requireForecast(horizon, level);
  const steps = Array.from({ length: horizon }, (_, h) => h);
  return withInterval(steps.map(() => last), steps.map((h) => Math.sqrt(variance * (1 + h * alpha * alpha))), level);
}

function smooth(series: Float64Array, alpha: number, residuals: Float64Array | null = null): { readonly squares: number; readonly level: number } {
  let [level, squares] = [series[0]!, 0];
  for (let t = 1; t < series.length; t++) {
    const error = series[t]! - level;
    if (residuals !== null) residuals[t - 1] = error;
    squares += error * error;
    level += alpha * error;
  }
  return { squares, level };
}

/** The lowest of a grid, then the golden section of the cells beside it. */
function searchAlpha(series: Float64Array): number {
  const cost = (alpha: number): number => smooth(series, alpha).squares;
  let best = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= cells; k++) {
    const value = cost(k / cells);
    if (value < lowest) [best, lowest] = [k, value];
  }
  let [low, high] = [Math.max(0, best - 1) / cells, Math.min(cells, best + 1) / cells];
  let [left, right] = [low + golden * (high - low), high - golden * (high - low)];
  let [leftCost, rightCost] = [cost(left), cost(right)];
  // Squares are flat at their lowest: closer than the root of the rounding cannot be told.
  while (high - low > 1e-9) {
    if (leftCost < rightCost) {
      [high, right, rightCost] = [right, left, leftCost];
      left = low + golden * (high - low);
      leftCost = cost(left);
    } else {
      [low, left, leftCost] = [left, right, rightCost];
      right = high - golden * (high - low);
      rightCost = cost(right);
    }
  }
  const middle = (low + high) / 2;
  return [0, 1, best / cells].reduce((at, other) => (cost(other) < cost(at) ? other : at), middle);
}
