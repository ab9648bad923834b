import { defineIndicator } from '../define-indicator.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { SmaKernel } from './sma.ts';

/** Simple mean of simple means, each over half of the period: the middle of the window counts most. */
export class TrimaKernel extends SeriesKernel {
  readonly #once: SmaKernel;
  readonly #twice: SmaKernel;

  constructor(timePeriod: number) {
    const half = Math.ceil(timePeriod / 2);
    const [once, twice] = [new SmaKernel(half), new SmaKernel(timePeriod + 1 - half)];
    super([once, twice]);
    this.#once = once;
    this.#twice = twice;
  }

  peek(value: number): number {
    return this.#twice.peek(this.#once.peek(value));
  }
}

export const trima = defineIndicator({
  info: {
    name: 'trima',
    title: 'Triangular moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(30)],
    outputs: [overPrices()],
    description: 'Mean that weighs the middle of the window most and its ends least.',
    source: 'TA-Lib TRIMA',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new TrimaKernel(timePeriod!),
});
