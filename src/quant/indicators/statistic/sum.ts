import { defineIndicator } from '../define-indicator.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { RollingSum } from '../rolling-sum.ts';

class SumKernel extends SeriesKernel {
  readonly #sum: RollingSum;

  constructor(timePeriod: number) {
    const sum = new RollingSum(timePeriod);
    super([sum]);
    this.#sum = sum;
  }

  peek(value: number): number {
    return this.#sum.peek(value);
  }
}

export const sum = defineIndicator({
  info: {
    name: 'sum',
    title: 'Sum',
    group: 'Statistics',
    inputs: ['close'],
    params: [timePeriodParam(30)],
    outputs: [inOwnPane()],
    description: 'Sum of the last bars.',
    source: 'TA-Lib SUM',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new SumKernel(timePeriod!),
});
