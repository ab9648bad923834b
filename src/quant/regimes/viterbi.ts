import { fillLogDensities, prepareEmission } from './emission.ts';
import { checkHmm, checkObservations, countObservations, type GaussianHmm, type Observations } from './gaussian-hmm.ts';

export type StatePath = {
  /** State at each observation, from 0. */
  readonly path: Uint8Array;
  /** Logarithm of the chance of this path together with the observations. */
  readonly logJoint: number;
};

/**
 * The most likely path as a whole (Viterbi 1967), in logarithms. It looks ahead: a state is chosen with all observations in view. Of
 * equally likely ones the lower state is taken. Errors: BAD_MODEL, NOT_FINITE, LENGTHS_DIFFER.
 */
export function findPath(model: GaussianHmm, observations: Observations): StatePath {
  checkHmm(model);
  checkObservations(observations);
  const { states, columns } = model;
  const count = countObservations(observations);
  const emission = prepareEmission(model);
  const logTransition = model.transition.map(Math.log);
  const origins = new Uint8Array(count * states);
  const logs = new Float64Array(states);
  let best = new Float64Array(states);
  let next = new Float64Array(states);
  for (let t = 0; t < count; t++) {
    fillLogDensities(emission, observations.values, t * columns, logs);
    for (let j = 0; j < states; j++) {
      let [origin, value] = [0, t === 0 ? Math.log(model.start[j]!) : Number.NEGATIVE_INFINITY];
      if (t > 0) {
        for (let i = 0; i < states; i++) {
          const candidate = best[i]! + logTransition[i * states + j]!;
          if (candidate > value) [origin, value] = [i, candidate];
        }
      }
      origins[t * states + j] = origin;
      next[j] = value + logs[j]!;
    }
    [best, next] = [next, best];
  }
  return traceBack(origins, best, count, states);
}

function traceBack(origins: Uint8Array, best: Float64Array, count: number, states: number): StatePath {
  const path = new Uint8Array(count);
  let state = 0;
  for (let j = 1; j < states; j++) if (best[j]! > best[state]!) state = j;
  const logJoint = count === 0 ? 0 : best[state]!;
  for (let t = count - 1; t >= 0; t--) {
    path[t] = state;
    state = origins[t * states + state]!;
  }
  return { path, logJoint };
}
