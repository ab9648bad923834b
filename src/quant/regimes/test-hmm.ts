import { normal, streamKey, uniform } from '../random/index.ts';
import type { GaussianHmm, Observations } from './gaussian-hmm.ts';

/** A model of one column. */
export const singleModel = (start: number[], transition: number[][], means: number[], variances: number[]): GaussianHmm => ({
  states: start.length, columns: 1, start: Float64Array.from(start), transition: Float64Array.from(transition.flat()),
  means: Float64Array.from(means), covariances: Float64Array.from(variances),
});

/** A calm state that drifts up and a wild one that drifts down. */
export const calmAndWild = singleModel([0.6, 0.4], [[0.98, 0.02], [0.05, 0.95]], [0.08, -0.1], [0.4, 4]);

/** Draws observations of a model of one column, and the states that they come from. */
export function drawSeries(model: GaussianHmm, count: number, seed: number): { readonly observations: Observations; readonly path: Uint8Array } {
  const key = streamKey(seed, 0);
  const [values, path] = [new Float64Array(count), new Uint8Array(count)];
  for (let t = 0; t < count; t++) {
    const row = t === 0 ? model.start : model.transition.subarray(path[t - 1]! * model.states, (path[t - 1]! + 1) * model.states);
    let [left, state] = [uniform(key, t), 0];
    while (state < model.states - 1 && left > row[state]!) left -= row[state++]!;
    path[t] = state;
    values[t] = model.means[state]! + Math.sqrt(model.covariances[state]!) * normal(key, t, 1);
  }
  return { observations: { values, columns: 1 }, path };
}

/** What every path of hidden states says, one by one: the definition itself, for series short enough to count them all. */
export function enumeratePaths(model: GaussianHmm, values: readonly number[]) {
  const { states, start, transition, means, covariances } = model;
  const density = (s: number, x: number): number => Math.exp(-((x - means[s]!) ** 2) / (2 * covariances[s]!)) / Math.sqrt(2 * Math.PI * covariances[s]!);
  const chanceOf = (path: readonly number[]): number =>
    path.reduce((chance, s, t) => chance * (t === 0 ? start[s]! : transition[path[t - 1]! * states + s]!) * density(s, values[t]!), 1);
  let [likelihood, best] = [0, -1];
  const smoothed = values.map(() => Array.from({ length: states }, () => 0));
  for (let code = 0; code < states ** values.length; code++) {
    const path = values.map((_, t) => Math.floor(code / states ** (values.length - 1 - t)) % states);
    const chance = chanceOf(path);
    likelihood += chance;
    best = Math.max(best, chance);
    for (const [t, s] of path.entries()) smoothed[t]![s] = smoothed[t]![s]! + chance;
  }
  return { logLikelihood: Math.log(likelihood), logJoint: Math.log(best), chanceOf, smoothed: smoothed.map((row) => row.map((share) => share / likelihood)) };
}
