import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { timePeriodParam } from '../../params.ts';
import { volumeOf } from '../share.ts';

/** Exponential mean of change times volume. A NaN makes it begin anew after it. */
class ForceKernel extends PartsKernel {
  readonly #closes: History;
  readonly #average: EmaKernel;

  constructor(timePeriod: number) {
    const closes = new History(1);
    const average = new EmaKernel(timePeriod);
    super(1, [closes, average]);
    this.#closes = closes;
    this.#average = average;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const close = inputs[0]![index]!;
    this.#closes.put(close);
    this.result[0] = this.#average.peek((close - this.#closes.back(1)) * volumeOf(inputs[1]![index]!));
  }
}

export const force = defineIndicator({
  info: {
    name: 'force',
    title: 'Force index',
    group: 'Volume',
    inputs: ['close', 'volume'],
    params: [timePeriodParam(13, 1)],
    outputs: [inOwnPane()],
    description: 'How far a close moved times what traded for it, smoothed.',
    source: 'A. Elder, Trading for a Living (1993)',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new ForceKernel(timePeriod!),
});
