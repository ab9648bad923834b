import { fillDensities, type Emission } from './emission.ts';
import type { GaussianHmm } from './gaussian-hmm.ts';

/** The last probabilities as the start of the next; −1 stands before the first observation. */
const beforeFirst = -1;

/**
 * One step of the filter: P(state now | observations up to now) from the same a step before. `densities` holds those of this observation
 * at `at`, where the result goes to in `filtered`; the step before lies at `previous`. Gives the scale, which is the chance of the
 * observation given those before it as a share of its largest density; 0 where the model calls the observation impossible.
 */
export function stepForward(model: GaussianHmm, densities: Float64Array, filtered: Float64Array, at: number, previous: number): number {
  const { states, start, transition } = model;
  let scale = 0;
  for (let j = 0; j < states; j++) {
    let share = 0;
    if (previous < 0) share = start[j]!;
    else for (let i = 0; i < states; i++) share += filtered[previous + i]! * transition[i * states + j]!;
    const joint = share * densities[at + j]!;
    filtered[at + j] = joint;
    scale += joint;
  }
  // Where the model calls an observation impossible (each state that can be has no density left), densities alone decide.
  if (!(scale > 0)) return restart(densities, filtered, at, states);
  const inverse = 1 / scale;
  for (let j = 0; j < states; j++) filtered[at + j] = filtered[at + j]! * inverse;
  return scale;
}

function restart(densities: Float64Array, filtered: Float64Array, at: number, states: number): number {
  let sum = 0;
  for (let j = 0; j < states; j++) sum += densities[at + j]!;
  for (let j = 0; j < states; j++) filtered[at + j] = densities[at + j]! / sum;
  return 0;
}

/** Buffers of a pass over the observations: rows of `states` each. */
export type Pass = { readonly densities: Float64Array; readonly filtered: Float64Array; readonly scales: Float64Array };

export const makePass = (count: number, states: number): Pass => ({
  densities: new Float64Array(count * states), filtered: new Float64Array(count * states), scales: new Float64Array(count),
});

/** Fills a pass from the first observation to the last; gives the log-likelihood of the observations under the model. */
export function passForward(model: GaussianHmm, emission: Emission, values: Float64Array, { densities, filtered, scales }: Pass): number {
  const { states, columns } = model;
  let logLikelihood = 0;
  for (let t = 0; t < scales.length; t++) {
    const at = t * states;
    const largest = fillDensities(emission, values, t * columns, densities, at);
    const scale = stepForward(model, densities, filtered, at, t === 0 ? beforeFirst : at - states);
    scales[t] = scale;
    logLikelihood += largest + Math.log(scale);
  }
  return logLikelihood;
}
