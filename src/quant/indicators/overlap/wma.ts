import { defineIndicator } from '../define-indicator.ts';
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

  peek(next: number): number {
    return this.#mean.peek(next);
  }

  override commit(): void {
    this.#mean.commit();
  }

  createTicks(): Ticks {
    return toTicks(this.#mean);
  }
}

/** A parameter, because V8 asks a constant of an outer function at each call whether it is there yet. */
const toTicks = (mean: RollingWeightedMean): Ticks => ({ add: (values) => mean.add(values), replace: (values) => mean.replace(values), forming: mean.forming });

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
