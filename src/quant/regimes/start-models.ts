import { streamKey, uniform } from '../random/index.ts';
import { countObservations, makeHmm, type GaussianHmm, type Observations } from './gaussian-hmm.ts';

/** Chance that a state goes on, of the first start. */
const usualStay = 0.95;
/** Observations on either side by which the first start judges how wild the time is. */
const neighbourhood = 5;
/** A start may have no smaller variance, as a share of that of the column. */
const startVariance = 0.01;

const setStay = (model: GaussianHmm, state: number, stay: number): void => {
  const { states, transition } = model;
  for (let j = 0; j < states; j++) transition[state * states + j] = j === state ? stay : (1 - stay) / (states - 1);
};

/** Mean and variance of the observations at some places, as those of one state; covariances begin at 0. */
function setState(model: GaussianHmm, state: number, values: Float64Array, places: readonly number[]): void {
  const { columns } = model;
  for (let c = 0; c < columns; c++) {
    let [sum, squares] = [0, 0];
    for (const t of places) sum += values[t * columns + c]!;
    const mean = sum / places.length;
    for (const t of places) squares += (values[t * columns + c]! - mean) ** 2;
    model.means[state * columns + c] = mean;
    model.covariances[(state * columns + c) * columns + c] = Math.max(startVariance, squares / places.length);
  }
}

/** Groups of equal size by how far the observations about each one lie from their mean, calmest first. */
function startByCalm(observations: Observations, states: number): GaussianHmm {
  const { values, columns } = observations;
  const count = countObservations(observations);
  const sizes = new Float64Array(count + 1);
  for (let t = 0; t < count; t++) {
    let size = 0;
    for (let c = 0; c < columns; c++) size += Math.abs(values[t * columns + c]!);
    sizes[t + 1] = sizes[t]! + size;
  }
  const wildness = Float64Array.from({ length: count }, (_, t) => {
    const [from, to] = [Math.max(0, t - neighbourhood), Math.min(count, t + neighbourhood + 1)];
    return (sizes[to]! - sizes[from]!) / (to - from);
  });
  const order = Array.from({ length: count }, (_, t) => t).sort((a, b) => wildness[a]! - wildness[b]! || a - b);
  const model = makeHmm(states, columns);
  for (let s = 0; s < states; s++) {
    setState(model, s, values, order.slice(Math.floor((s * count) / states), Math.floor(((s + 1) * count) / states)));
    setStay(model, s, usualStay);
  }
  model.start.fill(1 / states);
  return model;
}

/** Each state is a stretch of the series, drawn at random, with a random chance to go on. */
function startByChance(observations: Observations, states: number, key: number): GaussianHmm {
  const { values, columns } = observations;
  const count = countObservations(observations);
  const model = makeHmm(states, columns);
  const length = Math.max(2, Math.min(count, Math.floor(count / (4 * states))));
  for (let s = 0; s < states; s++) {
    const from = Math.floor(uniform(key, s) * (count - length + 1));
    setState(model, s, values, Array.from({ length }, (_, i) => from + i));
    setStay(model, s, 0.6 + 0.39 * uniform(key, s, 1));
  }
  model.start.fill(1 / states);
  return model;
}

/** Where start number `start` of a fit begins to climb: the first always by calm, the others drawn. Observations must be standardised columns. */
export const makeStart = (observations: Observations, states: number, seed: number, start: number): GaussianHmm =>
  start === 0 ? startByCalm(observations, states) : startByChance(observations, states, streamKey(seed, start));
