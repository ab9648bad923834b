import { defineIndicator } from '../define-indicator.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { meansInto, RollingMean } from '../rolling-mean.ts';
import { runKernel } from '../run-kernel.ts';

/** Slots of the memory: the output, the value that is forming, and whether there is one. */
const output = 0;
const value = 1;
const isForming = 2;

/**
 * Mean of the last bars; a window of equal values has exactly that value. A NaN gives NaN until it has left the window, then the values
 * are right again.
 */
export class SmaKernel extends SeriesKernel {
  readonly #mean: RollingMean;

  constructor(timePeriod: number) {
    const mean = new RollingMean(timePeriod);
    super([mean], [], 1);
    this.#mean = mean;
  }

  peek(next: number): number {
    return this.#mean.peek(next);
  }

  override commit(): void {
    this.#mean.commit();
  }

  createTicks(): Ticks {
    return { add: (values) => this.#add(values), replace: (values) => this.#replace(values), forming: this.forming };
  }

  #add(values: readonly number[]): Float64Array {
    if (this.memory[isForming] === 1) this.#mean.commit();
    return this.#replace(values);
  }

  #replace(values: readonly number[]): Float64Array {
    const { memory } = this;
    memory[value] = numberOf(values[0]!);
    memory[isForming] = 1;
    this.#mean.look(memory, value, output);
    memory[output] = numberOf(memory[output]!);
    return this.result;
  }
}

/** Simple moving average. NaN for the first `timePeriod - 1` bars. Source: TA-Lib SMA. */
export const computeSma = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new SmaKernel(timePeriod), values, out, (target) => meansInto(values, timePeriod, target));

export const sma = defineIndicator({
  info: {
    name: 'sma',
    title: 'Simple moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(30)],
    outputs: [overPrices()],
    description: 'Mean of the last bars, each counting the same.',
    source: 'TA-Lib SMA',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new SmaKernel(timePeriod!),
  computeColumns: ([close], { timePeriod }, [out]) => meansInto(close!, timePeriod!, out!),
});
