import { defineIndicator } from '../define-indicator.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { RollingDeviation } from '../rolling-deviation.ts';

class AvgdevKernel extends SeriesKernel {
  readonly #deviation: RollingDeviation;

  constructor(timePeriod: number) {
    const deviation = new RollingDeviation(timePeriod);
    super([deviation]);
    this.#deviation = deviation;
  }

  peek(value: number): number {
    return this.#deviation.peek(value);
  }
}

export const avgdev = defineIndicator({
  info: {
    name: 'avgdev',
    title: 'Average deviation',
    group: 'Statistics',
    inputs: ['close'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane()],
    description: 'Mean absolute distance of the last closes from their mean.',
    source: 'TA-Lib AVGDEV',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new AvgdevKernel(timePeriod!),
});
