import { QuantError } from '../../error.ts';
import { checkBootstrap, drawPlaces, type BootstrapOptions } from './bootstrap.ts';

export type RealityCheck = {
  /** Which of the strategies did best. */
  readonly best: number;
  /** √n × its mean return over the benchmark. */
  readonly statistic: number;
  /** How likely the best of so many strategies without any edge does as well. */
  readonly pValue: number;
};

/**
 * White's reality check for data snooping (Econometrica 2000): is the best of several strategies better than the benchmark, given how
 * many were tried? `excess`: each strategy's returns less the benchmark's, over the same periods. The stationary bootstrap gives the
 * distribution of the best mean under no edge. Errors: TOO_FEW, LENGTHS_DIFFER, RANGE.
 */
export function checkReality(excess: readonly Float64Array[], options: BootstrapOptions): RealityCheck {
  checkBootstrap(options);
  const length = excess[0]?.length ?? 0;
  if (length < 2) throw new QuantError('TOO_FEW', 'The reality check needs at least one strategy of two returns.');
  if (excess.some((one) => one.length !== length)) throw new QuantError('LENGTHS_DIFFER', 'The strategies have returns of different lengths; each must cover the same periods.');
  const means = excess.map((one) => one.reduce((sum, value) => sum + value, 0) / length);
  const root = Math.sqrt(length);
  const best = means.reduce((chosen, mean, i) => (mean > means[chosen]! ? i : chosen), 0);
  const places = new Int32Array(length);
  let asGood = 0;
  for (let k = 0; k < options.samples; k++) {
    drawPlaces(places, options.seed, k, options.meanBlock);
    if (bestOf(excess, means, places) >= means[best]!) asGood += 1;
    if (k % 64 === 0) options.progress?.(k / options.samples);
  }
  return { best, statistic: root * means[best]!, pValue: (asGood + 1) / (options.samples + 1) };
}

/** Largest mean of a sample over what the strategy's own mean is. */
function bestOf(excess: readonly Float64Array[], means: readonly number[], places: Int32Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let s = 0; s < excess.length; s++) {
    const values = excess[s]!;
    let sum = 0;
    for (let i = 0; i < places.length; i++) sum += values[places[i]!]!;
    largest = Math.max(largest, sum / places.length - means[s]!);
  }
  return largest;
}
