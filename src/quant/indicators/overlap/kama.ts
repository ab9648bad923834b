import { defineIndicator } from '../define-indicator.ts';
import { History } from '../history.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { noMovement } from '../no-movement.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { RollingSum } from '../rolling-sum.ts';

const slowest = 2 / (30 + 1);
const fastest = 2 / (2 + 1);

/**
 * Average whose weight follows how straight the price went: net change over the sum of all changes of the window. Begins at the
 * value before the first whole window. A NaN makes it begin anew after it.
 */
export class KamaKernel extends SeriesKernel {
  readonly #period: number;
  readonly #values: History;
  readonly #way: RollingSum;

  constructor(timePeriod: number) {
    const [values, way] = [new History(timePeriod), new RollingSum(timePeriod)];
    super([values, way], [Number.NaN]);
    this.#period = timePeriod;
    this.#values = values;
    this.#way = way;
  }

  peek(value: number): number {
    const values = this.#values;
    values.put(value);
    const previous = values.back(1);
    const way = this.#way.peek(Math.abs(value - previous));
    if (way !== way) return (this.coming[0] = Number.NaN);
    const net = value - values.back(this.#period);
    const straightness = way <= net || way < noMovement ? 1 : Math.abs(net / way);
    const weight = (straightness * (fastest - slowest) + slowest) ** 2;
    const before = this.past[0]!;
    const start = before === before ? before : previous;
    return (this.coming[0] = (value - start) * weight + start);
  }
}

export const kama = defineIndicator({
  info: {
    name: 'kama',
    title: 'Kaufman adaptive moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(30)],
    outputs: [overPrices()],
    description: 'Average that is fast while the price goes straight and slow while it only wavers.',
    source: 'TA-Lib KAMA; P. J. Kaufman, Smarter Trading (1995)',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new KamaKernel(timePeriod!),
});
