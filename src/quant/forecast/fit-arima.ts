import { requireValues } from '../econometrics/index.ts';
import { QuantError } from '../error.ts';
import { requireWhole, type Minimum } from '../volatility/index.ts';
import type { Arma } from './arma-filter.ts';
import { ArmaLikelihood } from './arma-likelihood.ts';
import { measureCurvature, searchArma, type Curved } from './search-arma.ts';
import { listStarts } from './start-arma.ts';

export type ArimaOptions = {
  /** Lags of values, times the series is differenced, lags of errors. */
  readonly p: number;
  readonly d: number;
  readonly q: number;
  /** A mean of the series, or of its differences, where nothing is said. */
  readonly mean?: 'constant' | 'zero';
};

/**
 * An ARIMA with the parameters that are most likely for a series. With w the series differenced d times,
 * w(t) − mean = Σ ar (w(t − i) − mean) + ε(t) + Σ ma ε(t − j).
 */
export type ArimaFit = {
  readonly order: { readonly p: number; readonly d: number; readonly q: number };
  /** ar1…, ma1… and, where there is one, mean: that of w, in its unit. */
  readonly params: Readonly<Record<string, number>>;
  /** From the curvature of the likelihood. null for a polynomial at its limit, and for all where the curvature is not that of a maximum. */
  readonly standardErrors: Readonly<Record<string, number | null>>;
  /** mean · (1 − Σ ar): the constant of the equation without the mean on its left side. */
  readonly constant: number;
  /** Variance of ε that is most likely: divisor n − d, not less the parameters. */
  readonly variance: number;
  /** Of the differenced series, exact. Where d is above 0, comparable only among fits of the same d. */
  readonly logLikelihood: number;
  /** −2 ln L + 2 k and + k ln(n − d); k counts the variance, too. */
  readonly aic: number;
  readonly bic: number;
  /** Values of the differenced series. */
  readonly observations: number;
  readonly converged: boolean;
  /** In words, with what is to be kept in mind. */
  readonly convergence: string;
  /** `ar` or `ma` where its polynomial has a root on the unit circle as far as can be told. */
  readonly limits: readonly ('ar' | 'ma')[];
  readonly iterations: number;
  /** What one step before did not expect, each divided by the root of its variance in that of ε: of one variance from the first on. */
  readonly residuals: Float64Array;
  /** The series, for forecasts to go on from. */
  readonly values: Float64Array;
};

const mostLags = 10;
const mostDifferences = 2;
/** A free number from which on its partial autocorrelation is at its limit, 5e-7 from 1; and what going there may cost one that is. */
const limitFree = 1e3;
/** Below it, a partial autocorrelation of 0.9, none is asked. */
const nearFree = 2;
const limitCost = 1e-4;
/** Gain that the curvature still sees below which a maximum is one. */
const settledGain = 1e-4;

/**
 * Fits an ARIMA by exact maximum likelihood: Kalman's filter from the stationary state (A. C. Harvey 1989, 3.3 and 3.4) of the series
 * differenced d times; stationary and invertible by its partial autocorrelations. Throws RANGE, TOO_FEW, NOT_FINITE, CONSTANT, COLLINEAR.
 */
export function fitArima(values: ArrayLike<number>, { p, d, q, mean = 'constant' }: ArimaOptions): ArimaFit {
  requireWhole('p', p, 0, mostLags);
  requireWhole('d', d, 0, mostDifferences);
  requireWhole('q', q, 0, mostLags);
  requireValues(values, d + Math.max(10, 3 * (p + q + 2)));
  const series = Float64Array.from(values);
  const hasMean = mean === 'constant';
  const w = differenceTimes(series, d);
  requireMoves(w, d);
  const likelihood = new ArmaLikelihood(w, p, hasMean);
  const found = searchArma(likelihood, listStarts(w.map((value) => (value - likelihood.centre) / likelihood.deviation), p, q));
  if (!Number.isFinite(found.value)) throw new QuantError('COLLINEAR', 'The series follows from its own past without error; there is no variance to fit.');
  const { point, curved, isHeld } = polish(likelihood, found.point, hasMean);
  const arma = likelihood.write(point);
  const { logLikelihood, variance, mean: scaledMean } = likelihood.evaluate(arma);
  const limits = [...(isHeld.slice(0, p).includes(true) ? ['ar' as const] : []), ...(isHeld.slice(p).includes(true) ? ['ma' as const] : [])];
  const converged = found.isSettled && curved !== null && Math.abs(curved.gain) < settledGain && !limits.includes('ar');
  const parameters = p + q + (hasMean ? 1 : 0) + 1;
  const centre = hasMean ? likelihood.centre + likelihood.deviation * scaledMean : 0;
  return {
    order: { p, d, q }, params: name(arma, hasMean ? centre : null), standardErrors: computeErrors(likelihood, { point, curved, isHeld, limits, p, hasMean }),
    constant: centre * (1 - arma.ar.reduce((sum, value) => sum + value, 0)), variance, logLikelihood,
    aic: -2 * logLikelihood + 2 * parameters, bic: -2 * logLikelihood + Math.log(w.length) * parameters, observations: w.length,
    converged, convergence: describe(found, { converged, curved, limits }), limits, iterations: found.iterations,
    residuals: residualsOf(likelihood, arma, scaledMean), values: series,
  };
}

/** The series of its changes, so many times. */
export function differenceTimes(values: Float64Array, times: number): Float64Array {
  let series = values;
  for (let k = 0; k < times; k++) series = series.subarray(1).map((value, i) => value - series[i]!);
  return series;
}

function requireMoves(w: Float64Array, d: number): void {
  const [first = 0] = w;
  const size = w.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (w.some((value) => Math.abs(value - first) > 1e-12 * size)) return;
  throw new QuantError('CONSTANT', `Differenced ${d} ${d === 1 ? 'time' : 'times'} the series never changes from ${first}; use a smaller d.`);
}

/** Newton's steps take what the search had left. The mean, in the unit of the filter, is the last coordinate of the curvature. */
function polish(likelihood: ArmaLikelihood, start: Float64Array, hasMean: boolean): { readonly point: Float64Array; readonly curved: Curved | null; readonly isHeld: readonly boolean[] } {
  const size = start.length;
  let point = start;
  for (let round = 0; ; round++) {
    const joint = hasMean ? Float64Array.of(...point, likelihood.evaluate(likelihood.write(point)).mean) : point;
    const isHeld = findHeld(likelihood, point);
    const free = [...joint.keys()].filter((k) => k >= size || !isHeld[k]);
    const curved = measureCurvature((at) => likelihood.value(at.subarray(0, size), hasMean ? at[size] : undefined), joint, free);
    if (curved === null || curved.gain < 1e-12 || round === 3) return { point, curved, isHeld };
    const next = point.map((value, k) => value + curved.step[k]!);
    if (!(likelihood.value(next) < likelihood.value(point))) return { point, curved, isHeld };
    point = next;
  }
}

/** Whether each free number is at its limit, or could as well be: where a moving average has a root on the unit circle the likelihood is flat. */
function findHeld(likelihood: ArmaLikelihood, point: Float64Array): boolean[] {
  const most = likelihood.value(point) + limitCost;
  return Array.from(point, (free, k) => Math.abs(free) >= limitFree || (Math.abs(free) > nearFree && likelihood.value(point.map((value, i) => (i === k ? Math.sign(free) * limitFree : value))) < most));
}

const name = ({ ar, ma }: Arma, mean: number | null): Record<string, number> =>
  Object.fromEntries([...Array.from(ar, (value, i) => [`ar${i + 1}`, value] as const), ...Array.from(ma, (value, i) => [`ma${i + 1}`, value] as const), ...(mean === null ? [] : [['mean', mean] as const])]);

type Ended = { readonly point: Float64Array; readonly curved: Curved | null; readonly isHeld: readonly boolean[]; readonly limits: readonly string[]; readonly p: number; readonly hasMean: boolean };

/** Errors of the free numbers, carried over to the coefficients by how these change with them. */
function computeErrors(likelihood: ArmaLikelihood, { point, curved, isHeld, limits, p, hasMean }: Ended): Record<string, number | null> {
  const arma = likelihood.write(point);
  const names = Object.keys(name(arma, hasMean ? 0 : null));
  if (curved === null) return Object.fromEntries(names.map((one) => [one, null]));
  const free = [...point.keys()].filter((k) => !isHeld[k]);
  const size = free.length + (hasMean ? 1 : 0);
  const slopes = free.map((k) => slopeOf((at) => [...likelihood.write(at).ar, ...likelihood.write(at).ma], point, k));
  const errorOf = (row: readonly number[]): number => Math.sqrt(row.reduce((sum, a, i) => sum + a * row.reduce((inner, b, j) => inner + curved.inverse[i * size + j]! * b, 0), 0));
  return Object.fromEntries(names.map((one, i) => {
    if (one === 'mean') return [one, likelihood.deviation * Math.sqrt(curved.inverse[size * size - 1]!)];
    return [one, limits.includes(i < p ? 'ar' : 'ma') ? null : errorOf([...slopes.map((slope) => slope[i]!), ...(hasMean ? [0] : [])])];
  }));
}

function slopeOf(compute: (point: Float64Array) => readonly number[], point: Float64Array, k: number): number[] {
  const step = 1e-5 * (1 + Math.abs(point[k]!));
  const [up, down] = [step, -step].map((by) => compute(point.map((value, i) => (i === k ? value + by : value))));
  return up!.map((value, i) => (value - down![i]!) / (2 * step));
}

function residualsOf(likelihood: ArmaLikelihood, arma: Arma, mean: number): Float64Array {
  const { innovations, variances } = likelihood.filter(arma);
  const [values, ones] = innovations;
  return values!.map((value, t) => (likelihood.deviation * (value - mean * (ones?.[t] ?? 0))) / Math.sqrt(variances[t]!));
}

/** What is to be said of the search, in a sentence or two. */
function describe(found: Minimum, { converged, curved, limits }: { readonly converged: boolean; readonly curved: Curved | null; readonly limits: readonly string[] }): string {
  const rooted = limits.includes('ma') ? ' The moving average has a root on the unit circle: the series may be differenced once too often or the lags too many, and ma has no standard errors.' : '';
  if (converged) return `The likelihood is at its maximum.${rooted}`;
  if (limits.includes('ar')) return `Not converged: the autoregression goes to a root on the unit circle, where no stationary model is. Use a larger d.${rooted}`;
  if (!found.isSettled) return `Not converged: the search ended after ${found.iterations} steps without a maximum. Use fewer lags or more values.${rooted}`;
  if (curved === null) return `Not converged: the likelihood is flat where the search ended, so its parameters cannot be told apart. Use fewer lags or more values.${rooted}`;
  return `Not converged: a step by the curvature would still gain ${curved.gain.toPrecision(2)}. Use fewer lags or more values.${rooted}`;
}

/** The model of a fit, for its filter. */
export const armaOf = ({ order: { p, q }, params }: ArimaFit): Arma => ({
  ar: Float64Array.from({ length: p }, (_, i) => params[`ar${i + 1}`]!),
  ma: Float64Array.from({ length: q }, (_, i) => params[`ma${i + 1}`]!),
});
