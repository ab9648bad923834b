import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { overPrices } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';

/**
 * Weights of the newest bar first, summing to one. The place of the peak is cut to a whole bar, as in Legoux' own code and TTR;
 * TradingView's `ta.alma` does not unless told so.
 */
function almaWeights(period: number, offset: number, sigma: number): Float64Array {
  const peak = Math.floor(offset * (period - 1));
  const width = period / sigma;
  const weights = Float64Array.from({ length: period }, (_, i) => Math.exp(-((period - 1 - i - peak) ** 2) / (2 * width * width)));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Mean weighted by a bell. Summed as distances from the newest value, so that a level of prices costs no digits. NaN while a NaN is in the window. */
class AlmaKernel extends SeriesKernel {
  readonly #weights: Float64Array;
  readonly #values: History;

  constructor(period: number, offset: number, sigma: number) {
    const values = new History(period - 1);
    super([values]);
    this.#values = values;
    this.#weights = almaWeights(period, offset, sigma);
  }

  peek(value: number): number {
    this.#values.put(value);
    if (Number.isNaN(this.#values.back(this.#weights.length - 1))) return Number.NaN;
    let sum = 0;
    for (let i = 1; i < this.#weights.length; i++) sum += this.#weights[i]! * (this.#values.back(i) - value);
    return value + sum;
  }
}

export const alma = defineIndicator({
  info: {
    name: 'alma',
    title: 'Arnaud Legoux moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [
      timePeriodParam(9, 1),
      { name: 'offset', title: 'Where the weights peak: 0 oldest, 1 newest bar', default: 0.85, min: 0, max: 1, isInteger: false },
      { name: 'sigma', title: 'Sharpness of the peak', default: 6, min: 0.1, max: 100, isInteger: false },
    ],
    outputs: [overPrices()],
    description: 'Mean weighted by a bell that leans towards the newest bars.',
    source: 'A. Legoux, D. Kouzis-Loukas (2009); values of TTR ALMA',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod, offset, sigma }) => new AlmaKernel(timePeriod!, offset!, sigma!),
});
