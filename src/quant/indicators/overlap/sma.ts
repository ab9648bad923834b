import { defineIndicator } from '../define-indicator.ts';
import type { Ticks } from '../kernel.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { meansInto, RollingMean } from '../rolling-mean.ts';
import { runKernel } from '../run-kernel.ts';

/**
 * Mean of the last bars; a window of equal values has exactly that value. A NaN gives NaN until it has left the window, then the values
 * are right again.
 */
export class SmaKernel extends SeriesKernel {
  readonly #mean: RollingMean;

  constructor(timePeriod: number) {
    const mean = new RollingMean(timePeriod);
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
const toTicks = (mean: RollingMean): Ticks => ({ add: (values) => mean.add(values), replace: (values) => mean.replace(values), forming: mean.forming });

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
