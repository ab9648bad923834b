import { QuantError } from '../error.ts';
import { countObservations, makeHmm, type GaussianHmm, type Observations } from './gaussian-hmm.ts';

/** Columns brought to mean 0 and variance 1, and how to come back. */
export type Standardised = { readonly observations: Observations; readonly means: Float64Array; readonly deviations: Float64Array };

/** A column that moves less than this share of its size holds nothing but rounding. */
const roundingShare = 1e-12;

/** Brings each column to mean 0 and variance 1. Error: NO_VARIATION where a column always has one value. */
export function standardise(observations: Observations): Standardised {
  const { values, columns } = observations;
  const count = countObservations(observations);
  const [means, deviations] = [new Float64Array(columns), new Float64Array(columns)];
  for (let c = 0; c < columns; c++) {
    let [sum, rest, squares] = [0, 0, 0];
    for (let i = c; i < values.length; i += columns) sum += values[i]! / count;
    for (let i = c; i < values.length; i += columns) rest += values[i]! - sum;
    const mean = sum + rest / count;
    for (let i = c; i < values.length; i += columns) squares += (values[i]! - mean) ** 2;
    const deviation = Math.sqrt(squares / count);
    if (!(deviation > roundingShare * Math.abs(mean)) || !Number.isFinite(deviation)) {
      const reason = Number.isFinite(deviation) ? 'has one value throughout' : 'is too large to be squared';
      throw new QuantError('NO_VARIATION', `Column ${c + 1} of the observations ${reason}; there are no regimes to tell apart.`);
    }
    [means[c], deviations[c]] = [mean, deviation];
  }
  return { observations: { columns, values: values.map((value, i) => (value - means[i % columns]!) / deviations[i % columns]!) }, means, deviations };
}

/** A model of standardised columns in the units of the columns themselves, its states in another order. */
export function unstandardise(model: GaussianHmm, { means, deviations }: Standardised, order: readonly number[]): GaussianHmm {
  const { states, columns } = model;
  const out = makeHmm(states, columns);
  for (const [to, from] of order.entries()) {
    out.start[to] = model.start[from]!;
    for (const [toNext, fromNext] of order.entries()) out.transition[to * states + toNext] = model.transition[from * states + fromNext]!;
    for (let i = 0; i < columns; i++) {
      out.means[to * columns + i] = means[i]! + deviations[i]! * model.means[from * columns + i]!;
      for (let j = 0; j < columns; j++) {
        out.covariances[(to * columns + i) * columns + j] = deviations[i]! * deviations[j]! * model.covariances[(from * columns + i) * columns + j]!;
      }
    }
  }
  return out;
}
