import { defineIndicator } from '../define-indicator.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { RollingWeightedMean, weightedMeansInto } from '../rolling-weighted-mean.ts';
import { runKernel } from '../run-kernel.ts';

/**
 * Mean that weighs the newest bar `timePeriod` times and the oldest once. The weighted sums are made of blocks, as `RollingMean`
 * explains. NaN while a NaN is in the window.
 */
export class WmaKernel extends SeriesKernel {
  readonly #mean: RollingWeightedMean;

  constructor(timePeriod: number) {
    const mean = new RollingWeightedMean(timePeriod);
    super([mean]);
    this.#mean = mean;
  }

  peek(value: number): number {
    return this.#mean.peek(value);
  }

  override commit(): void {
    this.#mean.commit();
  }

  createTicks(forming: Float64Array): Ticks {
    const { result } = this;
    const replace = (values: readonly number[]): Float64Array => {
      const value = numberOf(values[0]!);
      forming[0] = value;
      forming[1] = 1;
      result[0] = numberOf(this.peek(value));
      return result;
    };
    const add = (values: readonly number[]): Float64Array => {
      if (forming[1] === 1) this.commit();
      return replace(values);
    };
    return { add, replace };
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
