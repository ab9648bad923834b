import type { GaussianHmm } from './gaussian-hmm.ts';

/** Logarithm of a covariance's determinant by elimination; the variance of a single column. */
function logDeterminant({ columns, covariances }: GaussianHmm, state: number): number {
  const rows = covariances.slice(state * columns * columns, (state + 1) * columns * columns);
  let log = 0;
  for (let k = 0; k < columns; k++) {
    const pivot = rows[k * columns + k]!;
    log += Math.log(pivot);
    for (let i = k + 1; i < columns; i++) {
      const factor = rows[i * columns + k]! / pivot;
      for (let j = k; j < columns; j++) rows[i * columns + j] = rows[i * columns + j]! - factor * rows[k * columns + j]!;
    }
  }
  return log;
}

/**
 * The states from the calmest to the wildest: by generalised variance (the determinant of the covariance, which for one column is its
 * variance), equal ones by the mean of the first column, lower first.
 */
export function orderStates(model: GaussianHmm): number[] {
  const size = Array.from({ length: model.states }, (_, s) => logDeterminant(model, s));
  return size.map((_, s) => s).sort((a, b) => size[a]! - size[b]! || model.means[a * model.columns]! - model.means[b * model.columns]! || a - b);
}
