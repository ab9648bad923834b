import { defineIndicator } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { RollingSum } from '../rolling-sum.ts';

/** Share of the rising bodies in all bodies of the window; 0 where there are none (TA-Lib divides by zero there). */
class ImiKernel extends PartsKernel {
  readonly #up: RollingSum;
  readonly #all: RollingSum;

  constructor(timePeriod: number) {
    const [up, all] = [new RollingSum(timePeriod), new RollingSum(timePeriod)];
    super(1, [up, all]);
    this.#up = up;
    this.#all = all;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const body = inputs[1]![index]! - inputs[0]![index]!;
    const up = this.#up.peek(body < 0 ? 0 : body);
    const all = this.#all.peek(Math.abs(body));
    this.result[0] = all === 0 ? 0 : 100 * (up / all);
  }
}

export const imi = defineIndicator({
  info: {
    name: 'imi',
    title: 'Intraday momentum index',
    group: 'Momentum',
    inputs: ['open', 'close'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane()],
    description: 'How much of the way from open to close was upward, from 0 to 100.',
    source: 'TA-Lib IMI; T. Chande, The New Technical Trader (1994)',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new ImiKernel(timePeriod!),
});
