import { defineIndicator } from '../define-indicator.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { RollingWeightedMean, weightedMeansInto } from '../rolling-weighted-mean.ts';
import { runKernel } from '../run-kernel.ts';

/** Slots of the memory: the output, the value that is forming, and whether there is one. */
const output = 0;
const value = 1;
const isForming = 2;

/**
 * Mean that weighs the newest bar `timePeriod` times and the oldest once. The weighted sums are made of blocks, as `RollingMean`
 * explains. NaN while a NaN is in the window.
 */
export class WmaKernel extends SeriesKernel {
  readonly #mean: RollingWeightedMean;

  constructor(timePeriod: number) {
    const mean = new RollingWeightedMean(timePeriod);
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
    memory[output] = numberOf(this.#mean.peek(memory[value]));
    return this.result;
  }
}

/** Weighted moving average. NaN for the first `timePeriod - 1` bars. Source: TA-Lib WMA. */
export const computeWma = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new WmaKernel(timePeriod), values, out, (target) => weightedMeansInto(values, timePeriod, target));

export const wma = defineIndicator({
  info: {
    name: 'wma',
    title: 'Weighted moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(30)],
    outputs: [overPrices()],
    description: 'Mean in which the newest bar counts most and each older one evenly less.',
    source: 'TA-Lib WMA',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new WmaKernel(timePeriod!),
  computeColumns: ([close], { timePeriod }, [out]) => weightedMeansInto(close!, timePeriod!, out!),
});
