import { defineIndicator } from '../define-indicator.ts';
import { inPieces } from '../in-pieces.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { runKernel } from '../run-kernel.ts';

/** Slots of the memory: the sum of the first values while they are being counted, the mean after that. */
const count = 0;
const mean = 1;

/** Exponentially weighted mean, begun with the plain mean of the first `timePeriod` values. A NaN makes it begin anew after it. */
export class EmaKernel extends SeriesKernel {
  readonly #period: number;
  readonly #weight: number;

  /** @param weight of the newest value, where it is not 2 / (timePeriod + 1). */
  constructor(timePeriod: number, weight = 2 / (timePeriod + 1)) {
    super([], [0, 0]);
    this.#period = timePeriod;
    this.#weight = weight;
  }

  peek(value: number): number {
    const { past, coming } = this;
    const period = this.#period;
    const seen = past[count]!;
    const before = past[mean]!;
    if (value !== value) {
      coming[count] = coming[mean] = 0;
      return Number.NaN;
    }
    if (seen === period) {
      coming[count] = period;
      return (coming[mean] = (value - before) * this.#weight + before);
    }
    coming[count] = seen + 1;
    const sum = before + value;
    if (seen + 1 < period) {
      coming[mean] = sum;
      return Number.NaN;
    }
    return (coming[mean] = sum / period);
  }

  override commit(): void {
    const { past } = this;
    this.past = this.coming;
    this.coming = past;
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

/** The kernel's means over a column. False where a value is no finite number: it would have stayed in the mean until the end. */
function emaInto(values: Float64Array, timePeriod: number, out: Float64Array): boolean {
  const first = Math.min(timePeriod - 1, values.length);
  let sum = 0;
  for (let i = 0; i < first; i++) sum += values[i]!;
  out.fill(Number.NaN, 0, first);
  if (first === values.length) return Number.isFinite(sum);
  const weight = 2 / (timePeriod + 1);
  let before = (sum + values[first]!) / timePeriod;
  out[first] = before;
  inPieces(first + 1, values.length, (from, to) => (before = smoothInto(values, weight, before, from, to, out)));
  return Number.isFinite(before);
}

/** A piece of the column, from the mean before it to its last. */
function smoothInto(values: Float64Array, weight: number, before: number, from: number, to: number, out: Float64Array): number {
  let average = before;
  for (let i = from | 0, end = to | 0; i < end; i = (i + 1) | 0) {
    average = (values[i]! - average) * weight + average;
    out[i] = average;
  }
  return average;
}

/** Exponential moving average with weight 2 / (timePeriod + 1). NaN for the first `timePeriod - 1` bars. Source: TA-Lib EMA. */
export const computeEma = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new EmaKernel(timePeriod), values, out, (target) => emaInto(values, timePeriod, target));

export const ema = defineIndicator({
  info: {
    name: 'ema',
    title: 'Exponential moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(30)],
    outputs: [overPrices()],
    description: 'Mean in which each older bar counts a fixed share less.',
    source: 'TA-Lib EMA (begun with the simple mean of the first bars, unlike pandas)',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new EmaKernel(timePeriod!),
  computeColumns: ([close], { timePeriod }, [out]) => emaInto(close!, timePeriod!, out!),
});
