import { defineIndicator } from '../define-indicator.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { RollingSum } from '../rolling-sum.ts';
import { runKernel } from '../run-kernel.ts';

/**
 * Mean of the last bars out of a compensated sum; a window of equal values has exactly that value. Where two averages are
 * equal to the last digit, a crossing hangs on the last bit: pandas and, in effect, backtrader's exact sums decide it so too.
 * A NaN gives NaN until it has left the window, then the values are right again.
 */
export class SmaKernel extends SeriesKernel {
  readonly #sum: RollingSum;

  constructor(timePeriod: number) {
    const sum = new RollingSum(timePeriod);
    super([sum]);
    this.#sum = sum;
  }

  peek(value: number): number {
    return this.#sum.peekMean(value);
  }
}

/** Simple moving average. NaN for the first `timePeriod - 1` bars. Source: TA-Lib SMA. */
export const computeSma = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new SmaKernel(timePeriod), values, out);

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
});
