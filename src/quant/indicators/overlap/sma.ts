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

/**
 * The kernel's means over a column whose values are finite from `from` on and NaN before. `out` may be the column itself.
 * A sum begun after a NaN is made afresh in the order of the kernel's ring, so that the bits are the same.
 */
export function smaInto(values: Float64Array, timePeriod: number, out: Float64Array, from = 0): void {
  const window = new Float64Array(timePeriod);
  const first = from + timePeriod - 1;
  let [sum, lostOnAdd, lostOnRemove, equal, previous] = [0, 0, 0, 0, Number.NaN];
  let position = from % timePeriod;
  for (let i = 0; i < values.length; i++) {
    if (i < from) {
      out[i] = Number.NaN;
      continue;
    }
    const value = values[i]!;
    equal = value === previous ? equal + 1 : 1;
    previous = value;
    if (i === first && from > 0) {
      lostOnAdd = lostOnRemove = 0;
      sum = value;
      for (let k = 0; k < timePeriod; k++) if (k !== position) sum += window[k]!;
    } else {
      const added = value - lostOnAdd;
      let next = sum + added;
      lostOnAdd = next - sum - added;
      if (i > first) {
        const removed = -window[position]! - lostOnRemove;
        const rest = next + removed;
        lostOnRemove = rest - next - removed;
        next = rest;
      }
      sum = next;
    }
    window[position] = value;
    position = position + 1 === timePeriod ? 0 : position + 1;
    out[i] = i < first ? Number.NaN : equal >= timePeriod ? value : sum / timePeriod;
  }
}

/** Simple moving average. NaN for the first `timePeriod - 1` bars. Source: TA-Lib SMA. */
export const computeSma = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new SmaKernel(timePeriod), values, out, (target) => smaInto(values, timePeriod, target));

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
  computeColumns([close], { timePeriod }, [out]) {
    smaInto(close!, timePeriod!, out!);
    return true;
  },
});
