import { passBackward } from './backward.ts';
import { makeEmission, tryPrepareEmission, type Emission } from './emission.ts';
import { makePass, passForward, type Pass } from './forward.ts';
import { countObservations, type CovarianceKind, type GaussianHmm, type Observations } from './gaussian-hmm.ts';

/** Smallest variance of a state as a share of that of the whole column: below it, a state would fall upon a few equal values and its likelihood grow without end. */
export const smallestVariance = 1e-8;

/** A state that fewer observations than this are expected in keeps its parameters. */
const fewestObservations = 1e-8;

/** Buffers of one fit, used again by every step of every start. */
export type EmWorkspace = {
  readonly observations: Observations;
  readonly covariance: CovarianceKind;
  readonly pass: Pass;
  readonly smoothed: Float64Array;
  readonly follows: Float64Array;
  readonly emission: Emission;
};

export function makeEmWorkspace(observations: Observations, states: number, covariance: CovarianceKind): EmWorkspace {
  const count = countObservations(observations);
  return {
    observations, covariance, pass: makePass(count, states), smoothed: new Float64Array(count * states), follows: new Float64Array(states * states),
    emission: makeEmission(states, observations.columns),
  };
}

/** Log-likelihood of the observations under a model; NaN where a covariance is not positive definite. */
export function computeLogLikelihood(model: GaussianHmm, { observations, pass, emission }: EmWorkspace): number {
  return tryPrepareEmission(model, emission) ? passForward(model, emission, observations.values, pass) : Number.NaN;
}

/**
 * One step of Baum and Welch (1970): the model under which the observations and the states expected from `from` are likeliest, into `to`.
 * Observations must be standardised columns. Gives the log-likelihood under `from`; NaN, with `to` unchanged, where it has none.
 */
export function improveModel(from: GaussianHmm, to: GaussianHmm, workspace: EmWorkspace): number {
  const logLikelihood = computeLogLikelihood(from, workspace);
  if (Number.isNaN(logLikelihood)) return logLikelihood;
  const { pass, smoothed, follows, observations, covariance } = workspace;
  passBackward(from, pass, smoothed, follows);
  to.start.set(smoothed.subarray(0, from.states));
  setTransition(from, to, follows);
  for (let s = 0; s < from.states; s++) {
    if (from.columns === 1) setSingle(from, to, s, observations.values, smoothed);
    else setSeveral(from, to, s, observations, smoothed, covariance);
  }
  return logLikelihood;
}

function setTransition(from: GaussianHmm, to: GaussianHmm, follows: Float64Array): void {
  const { states } = from;
  for (let i = 0; i < states; i++) {
    let sum = 0;
    for (let j = 0; j < states; j++) sum += follows[i * states + j]!;
    for (let j = 0; j < states; j++) to.transition[i * states + j] = sum > fewestObservations ? follows[i * states + j]! / sum : from.transition[i * states + j]!;
  }
}

/** Mean and variance of a state, taken about its old mean so that no digits are lost. */
function setSingle({ states, means, covariances }: GaussianHmm, to: GaussianHmm, state: number, values: Float64Array, smoothed: Float64Array): void {
  const old = means[state]!;
  let [weight, first, second] = [0, 0, 0];
  for (let t = 0, at = state; t < values.length; t++, at += states) {
    const share = smoothed[at]!;
    const difference = values[t]! - old;
    weight += share;
    first += share * difference;
    second += share * difference * difference;
  }
  const isEmpty = weight <= fewestObservations;
  const shift = isEmpty ? 0 : first / weight;
  to.means[state] = old + shift;
  to.covariances[state] = isEmpty ? covariances[state]! : Math.max(smallestVariance, second / weight - shift * shift);
}

/** The same for several columns. */
function setSeveral({ states, columns, means, covariances }: GaussianHmm, to: GaussianHmm, state: number, { values }: Observations, smoothed: Float64Array, kind: CovarianceKind): void {
  const at = state * columns * columns;
  const first = new Float64Array(columns);
  const second = new Float64Array(columns * columns);
  let weight = 0;
  for (let t = 0; t * columns < values.length; t++) {
    const share = smoothed[t * states + state]!;
    weight += share;
    for (let i = 0; i < columns; i++) {
      const weighted = share * (values[t * columns + i]! - means[state * columns + i]!);
      first[i] = first[i]! + weighted;
      for (let j = 0; j <= i; j++) second[i * columns + j] = second[i * columns + j]! + weighted * (values[t * columns + j]! - means[state * columns + j]!);
    }
  }
  if (weight <= fewestObservations) {
    to.means.set(means.subarray(state * columns, (state + 1) * columns), state * columns);
    to.covariances.set(covariances.subarray(at, at + columns * columns), at);
    return;
  }
  for (let i = 0; i < columns; i++) to.means[state * columns + i] = means[state * columns + i]! + first[i]! / weight;
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j <= i; j++) {
      const value = second[i * columns + j]! / weight - (first[i]! / weight) * (first[j]! / weight);
      const kept = i === j ? Math.max(smallestVariance, value) : kind === 'full' ? value : 0;
      to.covariances[at + i * columns + j] = kept;
      to.covariances[at + j * columns + i] = kept;
    }
  }
  if (kind === 'full') keepDefinite(to.covariances, at, columns);
}

/** Draws a covariance towards its diagonal until no combination of columns has less than the smallest variance. */
function keepDefinite(covariances: Float64Array, at: number, size: number): void {
  for (let attempt = 0; attempt < 60 && !isDefinite(covariances, at, size); attempt++) {
    // The last resort is the diagonal itself, which always is definite.
    const share = attempt < 40 ? 1 - 1e-8 * 2 ** attempt : 0;
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) if (i !== j) covariances[at + i * size + j] = covariances[at + i * size + j]! * Math.max(0, share);
  }
}

function isDefinite(covariances: Float64Array, at: number, size: number): boolean {
  const factors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = covariances[at + i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factors[i * size + k]! * factors[j * size + k]!;
      if (i === j && !(sum > smallestVariance / 2)) return false;
      factors[i * size + j] = i === j ? Math.sqrt(sum) : sum / factors[j * size + j]!;
    }
  }
  return true;
}
