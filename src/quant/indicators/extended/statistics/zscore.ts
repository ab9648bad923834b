import { defineIndicator } from '../../define-indicator.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { SmaKernel } from '../../overlap/sma.ts';
import { timePeriodParam } from '../../params.ts';
import { RollingVariance } from '../../rolling-variance.ts';
import { shareOf } from '../share.ts';

/** Distance from the mean of the window in its population deviations. NaN while a NaN is in the window. */
class ZscoreKernel extends SeriesKernel {
  readonly #mean: SmaKernel;
  readonly #variance: RollingVariance;

  constructor(timePeriod: number) {
    const mean = new SmaKernel(timePeriod);
    const variance = new RollingVariance(timePeriod);
    super([mean, variance]);
    this.#mean = mean;
    this.#variance = variance;
  }

  peek(value: number): number {
    return shareOf(value - this.#mean.peek(value), Math.sqrt(this.#variance.peek(value)));
  }
}

/** The deviation is the population one, so that 2 lies on the upper Bollinger band; pandas-ta takes the sample one. 0 where nothing moves. */
export const zscore = defineIndicator({
  info: {
    name: 'zscore',
    title: 'Z-score',
    group: 'Statistics',
    inputs: ['close'],
    params: [timePeriodParam(20)],
    outputs: [inOwnPane()],
    description: 'How many deviations the close lies from the mean of the last bars.',
    source: 'Definition of the standard score, population deviation',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new ZscoreKernel(timePeriod!),
});
