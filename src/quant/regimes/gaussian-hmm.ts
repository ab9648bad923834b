import { QuantError } from '../error.ts';

/**
 * A hidden Markov model whose states each have a normal distribution of the observation (Hamilton 1989; Rabiner 1989). Matrices are
 * row by row: `transition[i * states + j]` is the chance that state j follows state i.
 */
export type GaussianHmm = {
  /** How many states there are. */
  readonly states: number;
  /** Numbers in an observation. */
  readonly columns: number;
  /** Chance of each state at the first observation. */
  readonly start: Float64Array;
  readonly transition: Float64Array;
  /** `states` rows of `columns`, in the unit of the observations. */
  readonly means: Float64Array;
  /** `states` matrices of `columns` × `columns`. */
  readonly covariances: Float64Array;
};

/** Whether the columns of an observation go together inside a state, or only through the state. */
export type CovarianceKind = 'diagonal' | 'full';

/** Observations in order of time, `columns` numbers each, one after the other. */
export type Observations = { readonly values: Float64Array; readonly columns: number };

/** How many observations there are. */
export const countObservations = ({ values, columns }: Observations): number => values.length / columns;

/** An empty model of a shape, for a computation to fill. */
export function makeHmm(states: number, columns: number): GaussianHmm {
  return {
    states, columns, start: new Float64Array(states), transition: new Float64Array(states * states),
    means: new Float64Array(states * columns), covariances: new Float64Array(states * columns * columns),
  };
}

/** Copies one model's numbers into another of the same shape. */
export function copyHmm(from: GaussianHmm, to: GaussianHmm): void {
  to.start.set(from.start);
  to.transition.set(from.transition);
  to.means.set(from.means);
  to.covariances.set(from.covariances);
}

/** Free parameters of a model: means, covariances, rows of the transition matrix and of the start that sum to 1. */
export function countParameters(states: number, columns: number, covariance: CovarianceKind): number {
  const spread = covariance === 'full' ? (columns * (columns + 1)) / 2 : columns;
  return states * (columns + spread) + states * (states - 1) + states - 1;
}

/** Refuses observations that are not whole rows of finite numbers. Errors: LENGTHS_DIFFER, NOT_FINITE. */
export function checkObservations({ values, columns }: Observations): void {
  if (!Number.isInteger(columns) || columns < 1 || columns > 8) throw new QuantError('RANGE', `An observation has from 1 to 8 columns, not ${columns}.`);
  if (values.length % columns !== 0) throw new QuantError('LENGTHS_DIFFER', `${values.length} numbers do not make whole observations of ${columns} columns.`);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!)) throw new QuantError('NOT_FINITE', `Observation number ${Math.floor(i / columns) + 1} is not finite; leave it out or mend it.`);
  }
}

const sumsToOne = (row: Float64Array): boolean => row.every((share) => share >= 0) && Math.abs(row.reduce((sum, share) => sum + share, 0) - 1) < 1e-6;

/** Refuses a model that no probability can be taken from: shapes that differ, shares that do not sum to 1, numbers that are not finite. Error: BAD_MODEL. */
export function checkHmm({ states, columns, start, transition, means, covariances }: GaussianHmm): void {
  const isWhole = start.length === states && transition.length === states * states && means.length === states * columns && covariances.length === states * columns * columns;
  if (!isWhole || states < 1) throw new QuantError('BAD_MODEL', `The lists of the model do not fit ${states} states of ${columns} columns.`);
  for (let i = 0; i < states; i++) {
    if (!sumsToOne(transition.subarray(i * states, (i + 1) * states))) throw new QuantError('BAD_MODEL', `The chances of what follows state ${i + 1} must be 0 or more and sum to 1.`);
  }
  if (!sumsToOne(start)) throw new QuantError('BAD_MODEL', 'The chances of the first state must be 0 or more and sum to 1.');
  if (!means.every(Number.isFinite) || !covariances.every(Number.isFinite)) throw new QuantError('BAD_MODEL', 'Means and covariances must be finite.');
}
