import { defineIndicator } from '../define-indicator.ts';
import { History } from '../history.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { runKernel } from '../run-kernel.ts';

/** Slots of the memory. */
const sum = 0;
/** Oldest value once, …, newest value `period` times. */
const weighted = 1;
/** Largest weighted sum since it was made afresh: what its rounding errors are of the size of. */
const peak = 2;
const steps = 3;
/** Values in a row that are numbers, up to a period. */
const good = 4;

/** A sum that has fallen to less than this share of its peak has lost too many digits to be carried on. */
const worthKeeping = 1e-3;

/**
 * Mean that weighs the newest bar `timePeriod` times and the oldest once. The sums are carried from bar to bar and made afresh
 * once in a period, and whenever a value far larger than the others has left, so that errors cannot gather.
 * NaN while a NaN is in the window.
 */
export class WmaKernel extends SeriesKernel {
  readonly #period: number;
  readonly #divisor: number;
  readonly #values: History;

  constructor(timePeriod: number) {
    const values = new History(timePeriod);
    super([values], [Number.NaN, Number.NaN, 0, 0, 0]);
    this.#period = timePeriod;
    this.#divisor = (timePeriod * (timePeriod + 1)) / 2;
    this.#values = values;
  }

  peek(value: number): number {
    const { past, coming } = this;
    const period = this.#period;
    this.#values.put(value);
    coming[good] = value === value ? Math.min(past[good]! + 1, period) : 0;
    if (coming[good] < period) {
      coming[sum] = coming[weighted] = Number.NaN;
      return Number.NaN;
    }
    const next = past[weighted]! + period * value - past[sum]!;
    const size = Math.abs(next);
    // Written so that a NaN, too, is begun afresh.
    const isCarried = past[steps]! < period && size >= past[peak]! * worthKeeping;
    if (!isCarried) return this.#beginAfresh();
    coming[sum] = past[sum]! + value - this.#values.back(period);
    coming[weighted] = next;
    coming[peak] = size > past[peak]! ? size : past[peak]!;
    coming[steps] = past[steps]! + 1;
    return next / this.#divisor;
  }

  #beginAfresh(): number {
    const { coming } = this;
    const period = this.#period;
    let all = 0;
    let allWeighted = 0;
    for (let i = 0; i < period; i++) {
      const value = this.#values.back(i);
      all += value;
      allWeighted += value * (period - i);
    }
    coming[sum] = all;
    coming[weighted] = allWeighted;
    coming[peak] = Math.abs(allWeighted);
    coming[steps] = 1;
    return allWeighted / this.#divisor;
  }
}

/** The kernel's means over a finite column. */
function wmaInto(values: Float64Array, period: number, out: Float64Array): void {
  const divisor = (period * (period + 1)) / 2;
  let [all, allWeighted, largest, done] = [0, 0, 0, period];
  out.fill(Number.NaN, 0, Math.min(period - 1, values.length));
  for (let i = period - 1; i < values.length; i++) {
    const value = values[i]!;
    const next = allWeighted + period * value - all;
    const size = Math.abs(next);
    if (done < period && size >= largest * worthKeeping) {
      all = all + value - values[i - period]!;
      allWeighted = next;
      if (size > largest) largest = size;
      done += 1;
    } else {
      all = allWeighted = 0;
      for (let k = 0; k < period; k++) {
        all += values[i - k]!;
        allWeighted += values[i - k]! * (period - k);
      }
      largest = Math.abs(allWeighted);
      done = 1;
    }
    out[i] = allWeighted / divisor;
  }
}

/** Weighted moving average. NaN for the first `timePeriod - 1` bars. Source: TA-Lib WMA. */
export const computeWma = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new WmaKernel(timePeriod), values, out, (target) => wmaInto(values, timePeriod, target));

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
  computeColumns([close], { timePeriod }, [out]) {
    wmaInto(close!, timePeriod!, out!);
    return true;
  },
});
