import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';

/** Entropy of how the last returns fall into bins between the least and the greatest of them. NaN while a NaN is in the window. */
class EntropyKernel extends SeriesKernel {
  readonly #values: History;
  readonly #returns: History;
  readonly #period: number;
  readonly #counts: Float64Array;

  constructor(timePeriod: number, bins: number) {
    const values = new History(1);
    const returns = new History(timePeriod - 1);
    super([values, returns]);
    this.#values = values;
    this.#returns = returns;
    this.#period = timePeriod;
    this.#counts = new Float64Array(bins);
  }

  peek(value: number): number {
    this.#values.put(value);
    const before = this.#values.back(1);
    this.#returns.put(before === 0 ? 0 : (value - before) / before);
    let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < this.#period; i++) {
      const one = this.#returns.back(i);
      if (one !== one) return Number.NaN;
      if (one < least) least = one;
      if (one > greatest) greatest = one;
    }
    return greatest - least > 0 ? this.#entropyBetween(least, greatest - least) : 0;
  }

  #entropyBetween(least: number, width: number): number {
    const counts = this.#counts;
    const bins = counts.length;
    counts.fill(0);
    for (let i = 0; i < this.#period; i++) {
      const bin = Math.min(bins - 1, Math.floor(((this.#returns.back(i) - least) / width) * bins));
      counts[bin]! += 1;
    }
    let entropy = 0;
    for (let bin = 0; bin < bins; bin++) {
      const share = counts[bin]! / this.#period;
      if (share > 0) entropy -= share * Math.log(share);
    }
    return entropy / Math.log(bins);
  }
}

/** Of simple returns in bins of equal width, by its greatest possible value. pandas-ta's `entropy` is of the prices' shares in their sum, which hardly moves. */
export const entropy = defineIndicator({
  info: {
    name: 'entropy',
    title: 'Shannon entropy of returns',
    group: 'Statistics',
    inputs: ['close'],
    params: [timePeriodParam(50), { name: 'bins', title: 'Bins', default: 10, min: 2, max: 1_000, isInteger: true }],
    outputs: [inOwnPane()],
    description: 'How evenly returns spread between their extremes: 1 all sizes alike, near 0 nearly all the same.',
    source: 'C. E. Shannon, A Mathematical Theory of Communication (1948), normalised',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod, bins }) => new EntropyKernel(timePeriod!, bins!),
});
