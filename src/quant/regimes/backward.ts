import type { Pass } from './forward.ts';
import type { GaussianHmm } from './gaussian-hmm.ts';

/**
 * P(state | all observations) into `smoothed`, row by row, from a forward pass of the same model. Into `follows`, where given, goes how
 * often state j is expected to follow state i.
 */
export function passBackward(model: GaussianHmm, { densities, filtered, scales }: Pass, smoothed: Float64Array, follows: Float64Array | null): void {
  const { states, transition } = model;
  const last = scales.length - 1;
  const later = new Float64Array(states).fill(1);
  const weights = new Float64Array(states);
  follows?.fill(0);
  for (let j = 0; j < states; j++) smoothed[last * states + j] = filtered[last * states + j]!;
  for (let t = last - 1; t >= 0; t--) {
    const [at, next] = [t * states, (t + 1) * states];
    // An observation that the model calls impossible says nothing of the states before it.
    if (scales[t + 1] === 0) {
      later.fill(1);
      for (let i = 0; i < states; i++) smoothed[at + i] = filtered[at + i]!;
      continue;
    }
    const inverse = 1 / scales[t + 1]!;
    for (let j = 0; j < states; j++) weights[j] = densities[next + j]! * later[j]! * inverse;
    let sum = 0;
    for (let i = 0; i < states; i++) {
      const now = filtered[at + i]!;
      let chance = 0;
      for (let j = 0; j < states; j++) {
        chance += transition[i * states + j]! * weights[j]!;
        if (follows !== null) follows[i * states + j] = follows[i * states + j]! + now * weights[j]!;
      }
      later[i] = chance;
      const joint = now * chance;
      smoothed[at + i] = joint;
      sum += joint;
    }
    // The sum is 1 but for rounding, which would grow over thousands of steps.
    const correction = 1 / sum;
    for (let i = 0; i < states; i++) {
      smoothed[at + i] = smoothed[at + i]! * correction;
      later[i] = later[i]! * correction;
    }
  }
  if (follows !== null) for (let i = 0; i < follows.length; i++) follows[i] = follows[i]! * transition[i]!;
}
