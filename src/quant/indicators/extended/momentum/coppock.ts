import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { WmaKernel } from '../../overlap/wma.ts';
import { periodParam } from '../../params.ts';

/** Weighted mean of two rates of change together. NaN while a NaN is in a window. */
class CoppockKernel extends SeriesKernel {
  readonly #values: History;
  readonly #average: WmaKernel;
  readonly #short: number;
  readonly #long: number;

  constructor(short: number, long: number, smoothing: number) {
    const values = new History(Math.max(short, long));
    const average = new WmaKernel(smoothing);
    super([values, average]);
    this.#values = values;
    this.#average = average;
    this.#short = short;
    this.#long = long;
  }

  peek(value: number): number {
    this.#values.put(value);
    return this.#average.peek(this.#change(value, this.#short) + this.#change(value, this.#long));
  }

  #change(value: number, bars: number): number {
    const before = this.#values.back(bars);
    return before === 0 ? 0 : 100 * ((value - before) / before);
  }
}

/** Made for bars of a month. A rate from a price of 0 counts as 0. */
export const coppock = defineIndicator({
  info: {
    name: 'coppock',
    title: 'Coppock curve',
    group: 'Momentum',
    inputs: ['close'],
    params: [periodParam('shortPeriod', 'Bars of the short rate of change', 11, 1), periodParam('longPeriod', 'Bars of the long rate of change', 14, 1), periodParam('smoothing', 'Bars of the average', 10, 1)],
    outputs: [inOwnPane()],
    description: 'Two long rates of change together, smoothed: turns up from below zero after a fall.',
    source: 'E. S. C. Coppock, Barron\'s, 15 October 1962',
  },
  traits: { isRelative: true },
  warmup: ({ shortPeriod, longPeriod, smoothing }) => Math.max(shortPeriod!, longPeriod!) + smoothing! - 1,
  createKernel: ({ shortPeriod, longPeriod, smoothing }) => new CoppockKernel(shortPeriod!, longPeriod!, smoothing!),
});
