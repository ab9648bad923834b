import { QuantError } from '../error.ts';
import type { GaussianHmm } from './gaussian-hmm.ts';

/** A model's normal distributions, prepared so that a density costs a few products and no division. */
export type Emission = {
  readonly states: number;
  readonly columns: number;
  readonly means: Float64Array;
  /** Inverse of the lower Cholesky factor of each covariance, row by row. */
  readonly inverses: Float64Array;
  /** Logarithm of each density at its mean. */
  readonly logPeaks: Float64Array;
};

export const makeEmission = (states: number, columns: number): Emission => ({
  states, columns, means: new Float64Array(states * columns), inverses: new Float64Array(states * columns * columns), logPeaks: new Float64Array(states),
});

/** Factors one covariance into `inverses` at `at`; gives the log of the determinant's root, NaN where it is not positive definite. */
function factor(covariances: Float64Array, inverses: Float64Array, at: number, size: number): number {
  let logRoot = 0;
  // Cholesky first, in place of the inverse.
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = covariances[at + i * size + j]!;
      for (let k = 0; k < j; k++) sum -= inverses[at + i * size + k]! * inverses[at + j * size + k]!;
      if (i === j) {
        if (!(sum > 0)) return Number.NaN;
        inverses[at + i * size + i] = Math.sqrt(sum);
        logRoot += 0.5 * Math.log(sum);
      } else inverses[at + i * size + j] = sum / inverses[at + j * size + j]!;
    }
  }
  // Then its inverse, column by column, from the last row up so that what is still needed is not yet overwritten.
  for (let j = 0; j < size; j++) {
    const pivot = 1 / inverses[at + j * size + j]!;
    inverses[at + j * size + j] = pivot;
    for (let i = j + 1; i < size; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= inverses[at + i * size + k]! * inverses[at + k * size + j]!;
      inverses[at + i * size + j] = sum / inverses[at + i * size + i]!;
    }
  }
  return logRoot;
}

/** Prepares the densities of a model; false where a covariance is not positive definite. */
export function tryPrepareEmission(model: GaussianHmm, out: Emission): boolean {
  const { states, columns } = model;
  out.means.set(model.means);
  for (let s = 0; s < states; s++) {
    const logRoot = factor(model.covariances, out.inverses, s * columns * columns, columns);
    if (!Number.isFinite(logRoot)) return false;
    out.logPeaks[s] = -0.5 * columns * Math.log(2 * Math.PI) - logRoot;
  }
  return true;
}

/** The same, for a model that must be right. Error: BAD_MODEL. */
export function prepareEmission(model: GaussianHmm): Emission {
  const emission = makeEmission(model.states, model.columns);
  if (!tryPrepareEmission(model, emission)) throw new QuantError('BAD_MODEL', 'The covariance of a state is not positive definite.');
  return emission;
}

/** Log density of the observation at `from` in one state. */
function logDensity({ columns, means, inverses, logPeaks }: Emission, state: number, values: Float64Array, from: number): number {
  if (columns === 1) {
    const z = (values[from]! - means[state]!) * inverses[state]!;
    return logPeaks[state]! - 0.5 * z * z;
  }
  let squares = 0;
  for (let i = 0; i < columns; i++) {
    let z = 0;
    for (let j = 0; j <= i; j++) z += inverses[(state * columns + i) * columns + j]! * (values[from + j]! - means[state * columns + j]!);
    squares += z * z;
  }
  return logPeaks[state]! - 0.5 * squares;
}

/**
 * Densities of the observation at `from` in each state, as shares of the largest so that none of an outlier is lost below the smallest
 * number; gives the logarithm of that largest.
 */
export function fillDensities(emission: Emission, values: Float64Array, from: number, out: Float64Array, at: number): number {
  const { states } = emission;
  let largest = Number.NEGATIVE_INFINITY;
  for (let s = 0; s < states; s++) {
    const log = logDensity(emission, s, values, from);
    out[at + s] = log;
    if (log > largest) largest = log;
  }
  for (let s = 0; s < states; s++) {
    const difference = out[at + s]! - largest;
    out[at + s] = difference === 0 ? 1 : Math.exp(difference);
  }
  return largest;
}

/** Log densities of the observation at `from` in each state. */
export function fillLogDensities(emission: Emission, values: Float64Array, from: number, out: Float64Array): void {
  for (let s = 0; s < emission.states; s++) out[s] = logDensity(emission, s, values, from);
}
