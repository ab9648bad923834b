import { defineIndicator } from '../define-indicator.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { EmaKernel } from './ema.ts';

/** Twice the exponential mean less the mean of that mean: what the mean lags behind is added to it. */
export class DemaKernel extends SeriesKernel {
  readonly #once: EmaKernel;
  readonly #twice: EmaKernel;

  constructor(timePeriod: number) {
    const [once, twice] = [new EmaKernel(timePeriod), new EmaKernel(timePeriod)];
    super([once, twice]);
    this.#once = once;
    this.#twice = twice;
  }

  peek(value: number): number {
    const once = this.#once.peek(value);
    return 2 * once - this.#twice.peek(once);
  }
}

/** Three times the mean, less three times the mean of the mean, and the mean of that. */
export class TemaKernel extends SeriesKernel {
  readonly #once: EmaKernel;
  readonly #twice: EmaKernel;
  readonly #thrice: EmaKernel;

  constructor(timePeriod: number) {
    const [once, twice, thrice] = [new EmaKernel(timePeriod), new EmaKernel(timePeriod), new EmaKernel(timePeriod)];
    super([once, twice, thrice]);
    this.#once = once;
    this.#twice = twice;
    this.#thrice = thrice;
  }

  peek(value: number): number {
    const once = this.#once.peek(value);
    const twice = this.#twice.peek(once);
    return this.#thrice.peek(twice) + 3 * (once - twice);
  }
}

export const dema = defineIndicator({
  info: {
    name: 'dema',
    title: 'Double exponential moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(30)],
    outputs: [overPrices()],
    description: 'Exponential average with its lag taken off: it follows the price more closely.',
    source: 'TA-Lib DEMA; P. Mulloy, Stocks & Commodities (February 1994)',
  },
  warmup: ({ timePeriod }) => 2 * (timePeriod! - 1),
  createKernel: ({ timePeriod }) => new DemaKernel(timePeriod!),
});

export const tema = defineIndicator({
  info: {
    name: 'tema',
    title: 'Triple exponential moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(30)],
    outputs: [overPrices()],
    description: 'Exponential average with its lag taken off twice: it follows the price most closely.',
    source: 'TA-Lib TEMA; P. Mulloy, Stocks & Commodities (February 1994)',
  },
  warmup: ({ timePeriod }) => 3 * (timePeriod! - 1),
  createKernel: ({ timePeriod }) => new TemaKernel(timePeriod!),
});
