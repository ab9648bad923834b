import { defineIndicator } from '../define-indicator.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { EmaKernel } from '../overlap/ema.ts';
import { timePeriodParam } from '../params.ts';
import { shareOfChange } from './rate-of-change.ts';

/** Change in percent, from bar to bar, of the mean of the mean of the mean. */
class TrixKernel extends SeriesKernel {
  readonly #means: readonly EmaKernel[];

  constructor(timePeriod: number) {
    const means = [new EmaKernel(timePeriod), new EmaKernel(timePeriod), new EmaKernel(timePeriod)];
    super(means, [Number.NaN]);
    this.#means = means;
  }

  peek(value: number): number {
    const means = this.#means;
    const smoothed = means[2]!.peek(means[1]!.peek(means[0]!.peek(value)));
    this.coming[0] = smoothed;
    return 100 * shareOfChange(smoothed, this.past[0]!);
  }
}

export const trix = defineIndicator({
  info: {
    name: 'trix',
    title: 'Rate of change of a triple smoothed average',
    group: 'Momentum',
    inputs: ['close'],
    params: [timePeriodParam(30, 1)],
    outputs: [inOwnPane()],
    description: 'Change in percent, from bar to bar, of a very smooth average.',
    source: 'TA-Lib TRIX; J. Hutson, Stocks & Commodities (1983)',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => 3 * (timePeriod! - 1) + 1,
  createKernel: ({ timePeriod }) => new TrixKernel(timePeriod!),
});
