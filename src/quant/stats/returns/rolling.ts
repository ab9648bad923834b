import { QuantError } from '../../error.ts';
import { computeMoments, lowerPartialMoment, sampleVarianceOf } from './distribution.ts';
import { compound, computeDepths } from './falls.ts';
import { computePair } from './pair.ts';

/**
 * A figure over each window of returns, at the window's last place; NaN before the first whole window. Every window is computed anew,
 * so that a large return leaves no trace after it has gone. RANGE for a window that is not a whole number of 1 or more.
 */
export function rollOver(returns: Float64Array, window: number, figure: (values: Float64Array, from: number) => number): Float64Array {
  if (!Number.isInteger(window) || window < 1) throw new QuantError('RANGE', `The window must be a whole number of 1 or more, not ${window}.`);
  const out = new Float64Array(returns.length).fill(Number.NaN);
  for (let i = window - 1; i < returns.length; i++) out[i] = figure(returns.subarray(i - window + 1, i + 1), i - window + 1);
  return out;
}

/** Compounded return of each window. */
export const rollingReturn = (returns: Float64Array, window: number): Float64Array =>
  rollOver(returns, window, (values) => values.reduce((growth, value) => growth * (1 + value), 1) - 1);

/** Annualised sample deviation of each window. */
export const rollingVolatility = (returns: Float64Array, window: number, periods: number): Float64Array =>
  rollOver(returns, window, (values) => Math.sqrt(sampleVarianceOf(computeMoments(values)) * periods));

/** Annualised Sharpe ratio of each window; NaN where nothing varies. `riskFree`: annual. */
export const rollingSharpe = (returns: Float64Array, window: number, periods: number, riskFree = 0): Float64Array =>
  rollOver(returns, window, (values) => {
    const moments = computeMoments(values);
    return moments.second > 0 ? ((moments.mean - riskFree / periods) / Math.sqrt(sampleVarianceOf(moments))) * Math.sqrt(periods) : Number.NaN;
  });

/** Annualised Sortino ratio of each window, shortfalls over all its returns; NaN where there is none. */
export const rollingSortino = (returns: Float64Array, window: number, periods: number, riskFree = 0): Float64Array =>
  rollOver(returns, window, (values) => {
    const rate = riskFree / periods;
    const short = Math.sqrt(lowerPartialMoment(values, rate, 2));
    return short > 0 ? ((computeMoments(values).mean - rate) / short) * Math.sqrt(periods) : Number.NaN;
  });

/** Beta against a benchmark in each window. */
export const rollingBeta = (returns: Float64Array, benchmark: Float64Array, window: number): Float64Array =>
  rollOver(returns, window, (values, from) => computePair(values, benchmark.subarray(from, from + values.length)).beta);

/** Deepest fall inside each window, 0 or less. */
export const rollingDrawdown = (returns: Float64Array, window: number): Float64Array =>
  rollOver(returns, window, (values) => computeDepths(compound(values)).reduce((deepest, depth) => Math.min(deepest, depth), 0));
