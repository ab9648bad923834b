import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { overPrices } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { timePeriodParam } from '../../params.ts';

const lagOf = (timePeriod: number): number => Math.floor((timePeriod - 1) / 2);

/** Exponential mean of the prices plus what they gained over the mean's own lag. A NaN makes it begin anew. */
class ZlemaKernel extends SeriesKernel {
  readonly #values: History;
  readonly #average: EmaKernel;
  readonly #lag: number;

  constructor(timePeriod: number) {
    const values = new History(lagOf(timePeriod));
    const average = new EmaKernel(timePeriod);
    super([values, average]);
    this.#values = values;
    this.#average = average;
    this.#lag = lagOf(timePeriod);
  }

  peek(value: number): number {
    this.#values.put(value);
    return this.#average.peek(value + (value - this.#values.back(this.#lag)));
  }
}

/** Follows Ehlers and Way, whose lag is half of period − 1; TTR's ZLEMA takes half of period + 1 and weighs between two bars. */
export const zlema = defineIndicator({
  info: {
    name: 'zlema',
    title: 'Zero-lag exponential moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(10)],
    outputs: [overPrices()],
    description: 'Exponential average of prices that are pushed ahead by what they gained over its lag.',
    source: 'J. Ehlers, R. Way, Zero Lag (Well, Almost), Stocks & Commodities 11/2010',
  },
  warmup: ({ timePeriod }) => lagOf(timePeriod!) + timePeriod! - 1,
  createKernel: ({ timePeriod }) => new ZlemaKernel(timePeriod!),
});
