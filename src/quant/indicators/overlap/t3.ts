import { defineIndicator } from '../define-indicator.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { EmaKernel } from './ema.ts';

/** Tillson's average: the third to sixth exponential mean of the mean, mixed so that they overshoot by the volume factor. */
export class T3Kernel extends SeriesKernel {
  readonly #means: readonly EmaKernel[];
  readonly #factor: number;

  constructor(timePeriod: number, vFactor: number) {
    const means = Array.from({ length: 6 }, () => new EmaKernel(timePeriod));
    super(means);
    this.#means = means;
    this.#factor = vFactor;
  }

  peek(value: number): number {
    const means = this.#means;
    const v = this.#factor;
    const third = means[2]!.peek(means[1]!.peek(means[0]!.peek(value)));
    const fourth = means[3]!.peek(third);
    const fifth = means[4]!.peek(fourth);
    const sixth = means[5]!.peek(fifth);
    return third * (1 + v) ** 3 - fourth * 3 * v * (1 + v) ** 2 + fifth * 3 * v ** 2 * (1 + v) - sixth * v ** 3;
  }
}

export const t3 = defineIndicator({
  info: {
    name: 't3',
    title: 'Tillson T3 moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(5), { name: 'vFactor', title: 'Volume factor', default: 0.7, min: 0, max: 1, isInteger: false }],
    outputs: [overPrices()],
    description: 'Very smooth average with little lag, from six exponential ones.',
    source: 'TA-Lib T3; T. Tillson, Stocks & Commodities (January 1998)',
  },
  warmup: ({ timePeriod }) => 6 * (timePeriod! - 1),
  createKernel: ({ timePeriod, vFactor }) => new T3Kernel(timePeriod!, vFactor!),
});
