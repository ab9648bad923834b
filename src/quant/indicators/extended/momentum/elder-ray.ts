import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { timePeriodParam } from '../../params.ts';

/** High and low of the bar less the exponential mean of closes. A NaN makes it begin anew after it. */
class ElderRayKernel extends PartsKernel {
  readonly #average: EmaKernel;

  constructor(timePeriod: number) {
    const average = new EmaKernel(timePeriod);
    super(2, [average]);
    this.#average = average;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const average = this.#average.peek(inputs[2]![index]!);
    this.result[0] = inputs[0]![index]! - average;
    this.result[1] = inputs[1]![index]! - average;
  }
}

export const elderRay = defineIndicator({
  info: {
    name: 'elder_ray',
    title: 'Elder ray (bull and bear power)',
    group: 'Momentum',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(13)],
    outputs: [inOwnPane('bull', 'histogram'), inOwnPane('bear', 'histogram')],
    description: 'How far buyers lifted the bar above its average, and sellers pressed it below.',
    source: 'A. Elder, Trading for a Living (1993)',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new ElderRayKernel(timePeriod!),
});
