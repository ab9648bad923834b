import { QuantError } from '../error.ts';
import { passBackward } from './backward.ts';
import { fillDensities, prepareEmission } from './emission.ts';
import { makePass, passForward, stepForward } from './forward.ts';
import { checkHmm, checkObservations, countObservations, type GaussianHmm, type Observations } from './gaussian-hmm.ts';

/** Probabilities of the states, a row an observation, and the log-likelihood of all observations under the model. */
export type StateProbabilities = { readonly probabilities: Float64Array; readonly logLikelihood: number };

function check(model: GaussianHmm, observations: Observations): void {
  checkHmm(model);
  checkObservations(observations);
  if (observations.columns !== model.columns) throw new QuantError('LENGTHS_DIFFER', `The model reads observations of ${model.columns} columns, not of ${observations.columns}.`);
}

/**
 * Filtered probabilities: P(state | observations up to this one). No row reads a later observation, so a shorter series has the same
 * rows; the parameters of the model look only as far as what they were fitted on. Errors: BAD_MODEL, NOT_FINITE, LENGTHS_DIFFER.
 */
export function filterStates(model: GaussianHmm, observations: Observations): StateProbabilities {
  check(model, observations);
  const pass = makePass(countObservations(observations), model.states);
  const logLikelihood = passForward(model, prepareEmission(model), observations.values, pass);
  return { probabilities: pass.filtered, logLikelihood };
}

/** Smoothed probabilities: P(state | all observations), with the future in view; for looking back, never for acting. Errors as `filterStates`. */
export function smoothStates(model: GaussianHmm, observations: Observations): StateProbabilities {
  check(model, observations);
  const count = countObservations(observations);
  const pass = makePass(count, model.states);
  const logLikelihood = passForward(model, prepareEmission(model), observations.values, pass);
  const probabilities = new Float64Array(count * model.states);
  if (count > 0) passBackward(model, pass, probabilities, null);
  return { probabilities, logLikelihood };
}

/** A filter that takes observations as they come. */
export interface StateFilter {
  /** Takes the next observation in and gives the probabilities after it: the filter's own array, which the next call overwrites. Error: NOT_FINITE, which changes nothing. */
  add(observation: ArrayLike<number>): Float64Array;
  /** The same in place of the last observation, for a bar that still forms. Before the first it adds. */
  replace(observation: ArrayLike<number>): Float64Array;
  /** Chance of each state at the next observation. Before the first observation: that of the start. */
  forecast(): Float64Array;
  /** What to go on from after a restart. */
  readonly state: StateFilterState;
}

export type StateFilterState = { readonly seen: number; readonly now: readonly number[]; readonly before: readonly number[] };

/**
 * A live filter of a fitted model. Its values are those of `filterStates` bit for bit, since both take the same steps; `from` goes on
 * where another one stood. Error: BAD_MODEL.
 */
export function createStateFilter(model: GaussianHmm, from?: StateFilterState): StateFilter {
  checkHmm(model);
  const { states, columns, transition } = model;
  const emission = prepareEmission(model);
  /** Row 0: a step before; row 1: now. */
  const rows = new Float64Array(2 * states);
  const densities = new Float64Array(2 * states);
  const values = new Float64Array(columns);
  const now = rows.subarray(states);
  const ahead = new Float64Array(states);
  let seen = from?.seen ?? 0;
  if (from !== undefined) rows.set([...from.before, ...from.now]);

  function take(observation: ArrayLike<number>): Float64Array {
    for (let i = 0; i < columns; i++) {
      const value = observation[i] ?? Number.NaN;
      if (!Number.isFinite(value)) throw new QuantError('NOT_FINITE', `Number ${i + 1} of the observation is not finite; leave the observation out or mend it.`);
    }
    for (let i = 0; i < columns; i++) values[i] = observation[i]!;
    fillDensities(emission, values, 0, densities, states);
    return now;
  }

  return {
    add(observation) {
      take(observation);
      if (seen > 0) rows.copyWithin(0, states);
      stepForward(model, densities, rows, states, seen === 0 ? -1 : 0);
      seen += 1;
      return now;
    },
    replace(observation) {
      if (seen === 0) return this.add(observation);
      take(observation);
      stepForward(model, densities, rows, states, seen === 1 ? -1 : 0);
      return now;
    },
    forecast() {
      if (seen === 0) return ahead.map((_, j) => model.start[j]!);
      return ahead.map((_, j) => now.reduce((sum, share, i) => sum + share * transition[i * states + j]!, 0));
    },
    get state() {
      return { seen, now: Array.from(now), before: Array.from(rows.subarray(0, states)) };
    },
  };
}
