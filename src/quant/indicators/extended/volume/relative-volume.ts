import { defineIndicator } from '../../define-indicator.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { SmaKernel } from '../../overlap/sma.ts';
import { timePeriodParam } from '../../params.ts';
import { History } from '../../history.ts';
import { shareOf, volumeOf } from '../share.ts';

/** Volume by the mean of the bars before. NaN while a NaN, or a volume below zero, is in the window. */
class RelativeVolumeKernel extends SeriesKernel {
  readonly #mean: SmaKernel;
  readonly #means: History;

  constructor(timePeriod: number) {
    const mean = new SmaKernel(timePeriod);
    const means = new History(1);
    super([mean, means]);
    this.#mean = mean;
    this.#means = means;
  }

  peek(value: number): number {
    const volume = volumeOf(value);
    this.#means.put(this.#mean.peek(volume));
    return shareOf(volume, this.#means.back(1));
  }
}

/** The mean is of the bars before, without this one; 0 where nothing traded in them. */
export const relativeVolume = defineIndicator({
  info: {
    name: 'relative_volume',
    title: 'Relative volume',
    group: 'Volume',
    inputs: ['volume'],
    params: [timePeriodParam(20, 1)],
    outputs: [inOwnPane('real', 'histogram')],
    description: 'How many times as much trades as usual.',
    source: 'Definition: volume by the mean volume of the bars before',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new RelativeVolumeKernel(timePeriod!),
});
