/** An ARMA of errors with variance 1: w(t) = Σ ar w(t − i) + ε(t) + Σ ma ε(t − j). Stationary. */
export type Arma = { readonly ar: Float64Array; readonly ma: Float64Array };

/** What Kalman's filter leaves of a series. */
export type Filtered = {
  /** Values less what was expected of them, one array for each series. */
  readonly innovations: readonly Float64Array[];
  /** Variance of each innovation, in that of the errors. */
  readonly variances: Float64Array;
  /** The state expected after the last value, one for each series; its first element is the next value. */
  readonly states: readonly Float64Array[];
  /** Covariance of that state, by rows. */
  readonly covariance: Float64Array;
};

/** Below this share of its variance that the beginning of the series leaves open, the filter is that of an endless past. */
const steadyShare = 1e-15;
const mostDoublings = 64;

/** Elements of the state: A. C. Harvey's form (Forecasting, Structural Time Series Models and the Kalman Filter, 1989, 3.3). */
export const stateSize = ({ ar, ma }: Arma): number => Math.max(ar.length, ma.length + 1);

/**
 * Kalman's filter of several series with the same ARMA, from its stationary state on: exact. A value without noise leaves of the state only
 * what its moving average holds, so the covariance of the next is the rest of this one moved up by a place, plus that of a new error.
 */
export function filterArma(arma: Arma, series: readonly Float64Array[]): Filtered {
  const size = stateSize(arma);
  const count = series[0]!.length;
  const ar = padTo(arma.ar, size);
  const load = loadOf(arma, size);
  const least = steadyShare * load.reduce((sum, value) => sum + value * value, 0);
  const rest = stationaryCovariance(arma).map((value, k) => value - load[Math.floor(k / size)]! * load[k % size]!);
  const gain = new Float64Array(size);
  const states = series.map(() => new Float64Array(size));
  const innovations = series.map(() => new Float64Array(count));
  const variances = new Float64Array(count).fill(1);
  let isSteady = false;
  for (let t = 0; t < count; t++) {
    if (isSteady) gain.set(load);
    else {
      variances[t] = rest[0]! + 1;
      isSteady = learn(rest, load, gain) < least;
      if (isSteady) rest.fill(0);
    }
    for (let s = 0; s < series.length; s++) {
      const state = states[s]!;
      const value = series[s]![t]!;
      const innovation = value - state[0]!;
      innovations[s]![t] = innovation;
      for (let i = 0; i < size - 1; i++) state[i] = ar[i]! * value + state[i + 1]! + gain[i + 1]! * innovation;
      state[size - 1] = ar[size - 1]! * value;
    }
  }
  return { innovations, variances, states, covariance: rest.map((value, k) => value + load[Math.floor(k / size)]! * load[k % size]!) };
}

/**
 * One value more: writes the gain, and the covariance of the next state less that of its new error, which fades. Gives the trace of that: the
 * variance that the beginning of the series leaves open.
 */
function learn(rest: Float64Array, load: Float64Array, gain: Float64Array): number {
  const size = load.length;
  const variance = rest[0]! + 1;
  for (let i = 0; i < size; i++) gain[i] = (rest[i]! + load[i]!) / variance;
  let trace = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const isLast = i === size - 1 || j === size - 1;
      rest[i * size + j] = isLast ? 0 : rest[(i + 1) * size + j + 1]! + load[i + 1]! * load[j + 1]! - gain[i + 1]! * gain[j + 1]! * variance;
    }
    trace += rest[i * size + i]!;
  }
  return trace;
}

/** The state that follows one without a new error. */
export function advance({ ar }: Arma, state: Float64Array): Float64Array {
  return state.map((_, i) => (ar[i] ?? 0) * state[0]! + (state[i + 1] ?? 0));
}

/** P = T P Tᵀ + R Rᵀ by doubling: each round adds as many errors of the past as all before it. */
export function stationaryCovariance(arma: Arma): Float64Array {
  const size = stateSize(arma);
  const load = loadOf(arma, size);
  let covariance = Float64Array.from({ length: size * size }, (_, k) => load[Math.floor(k / size)]! * load[k % size]!);
  let power = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    power[i * size] = arma.ar[i] ?? 0;
    if (i + 1 < size) power[i * size + i + 1] = 1;
  }
  for (let round = 0; round < mostDoublings; round++) {
    const turned = multiply(power, multiply(covariance, power, size, true), size);
    covariance = covariance.map((value, k) => value + turned[k]!);
    if (!turned.some((value, k) => Math.abs(value) > 1e-17 * Math.abs(covariance[k]!))) break;
    power = multiply(power, power, size);
  }
  return covariance;
}

const padTo = (values: Float64Array, size: number): Float64Array => Float64Array.from({ length: size }, (_, i) => values[i] ?? 0);
const loadOf = ({ ma }: Arma, size: number): Float64Array => Float64Array.from({ length: size }, (_, i) => (i === 0 ? 1 : (ma[i - 1] ?? 0)));

/** a b, or a bᵀ, by rows. */
function multiply(a: Float64Array, b: Float64Array, size: number, isTransposed = false): Float64Array<ArrayBuffer> {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) product[i * size + j]! += a[i * size + k]! * (isTransposed ? b[j * size + k]! : b[k * size + j]!);
    }
  }
  return product;
}
