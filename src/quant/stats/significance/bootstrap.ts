import { QuantError } from '../../error.ts';
import { streamKey, uniform } from '../../random/index.ts';
import { quantileOfSorted } from '../returns/quantile.ts';

export type BootstrapOptions = {
  readonly samples: number;
  /** Mean length of a block; null: the cube root of the number of returns, rounded up. */
  readonly meanBlock: number | null;
  readonly seed: number;
  readonly progress?: (share: number) => void;
};

/** A statistic over resampled series. */
export type BootstrapResult = {
  /** Of the returns as they are. */
  readonly estimate: number;
  /** Of each sample, ascending. */
  readonly values: Float64Array;
  /** Sample deviation of those: the standard error. */
  readonly error: number;
  /** Percentile interval of 95 %. */
  readonly low: number;
  readonly high: number;
};

/** Mean length of a block where nothing is said: the cube root of the number of returns, rounded up. */
export const usualBlock = (count: number): number => Math.ceil(Math.cbrt(count));

export function checkBootstrap({ samples, meanBlock, seed }: BootstrapOptions): void {
  if (!Number.isInteger(samples) || samples < 1 || samples > 1_000_000) throw new QuantError('RANGE', `The number of samples must be a whole number from 1 to 1,000,000, not ${samples}.`);
  if (meanBlock !== null && !(meanBlock >= 1 && meanBlock <= 1e9)) throw new QuantError('RANGE', `The mean block must be at least 1 return long, not ${meanBlock}.`);
  if (!Number.isInteger(seed) || seed < 0) throw new QuantError('RANGE', `The seed must be a whole number of 0 or more, not ${seed}.`);
}

/**
 * Fills `places` with one sample of the stationary bootstrap (Politis and Romano 1994): blocks of geometric length that begin anywhere
 * and wrap round the end. The same seed and sample number give the same places.
 */
export function drawPlaces(places: Int32Array, seed: number, sample: number, meanBlock: number | null): void {
  const count = places.length;
  const key = streamKey(seed, sample);
  const renewal = 1 / (meanBlock ?? usualBlock(count));
  let place = 0;
  for (let i = 0; i < count; i++) {
    const isNew = i === 0 || uniform(key, i, 1) < renewal;
    place = isNew ? Math.floor(uniform(key, i) * count) : (place + 1) % count;
    places[i] = place;
  }
}

/** Resamples returns in blocks and takes a statistic of each sample. Errors: NO_RETURNS, RANGE. */
export function bootstrap(returns: Float64Array, statistic: (values: Float64Array) => number, options: BootstrapOptions): BootstrapResult {
  if (returns.length === 0) throw new QuantError('NO_RETURNS', 'There are no returns; at least one is needed.');
  checkBootstrap(options);
  const places = new Int32Array(returns.length);
  const sample = new Float64Array(returns.length);
  const values = new Float64Array(options.samples);
  for (let k = 0; k < options.samples; k++) {
    drawPlaces(places, options.seed, k, options.meanBlock);
    for (let i = 0; i < sample.length; i++) sample[i] = returns[places[i]!]!;
    values[k] = statistic(sample);
    if (k % 64 === 0) options.progress?.(k / options.samples);
  }
  values.sort();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    estimate: statistic(returns), values, error: Math.sqrt(squares / (values.length - 1)),
    low: quantileOfSorted(values, 0.025), high: quantileOfSorted(values, 0.975),
  };
}
