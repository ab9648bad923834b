import { defineIndicator } from '../define-indicator.ts';
import { inPieces } from '../in-pieces.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { runKernel } from '../run-kernel.ts';

/** Slots of the memory: the output; values seen, up to a period; the sum of the first values while they are counted, the mean after that. */
const output = 0;
const count = 1;
const mean = 2;
const nextCount = 3;
const nextMean = 4;
/** The value that is forming, and whether there is one. */
const value = 5;
const isForming = 6;

/** Exponentially weighted mean, begun with the plain mean of the first `timePeriod` values. A NaN makes it begin anew after it. */
export class EmaKernel extends SeriesKernel {
  readonly #period: number;
  readonly #weight: number;

  /** @param weight of the newest value, where it is not 2 / (timePeriod + 1). */
  constructor(timePeriod: number, weight = 2 / (timePeriod + 1)) {
    super([], [0, 0], 1);
    this.#period = timePeriod;
    this.#weight = weight;
  }

  peek(next: number): number {
    this.memory[value] = next;
    this.look();
    return this.memory[output]!;
  }

  override commit(): void {
    const { memory } = this;
    memory[count] = memory[nextCount]!;
    memory[mean] = memory[nextMean]!;
  }

  createTicks(): Ticks {
    return { add: (values) => this.add(values), replace: (values) => this.replace(values), forming: this.forming };
  }

  /** A bar that is settled and the next, in one: the mean between them is written down, but not read back. */
  private add(values: readonly number[]): Float64Array {
    const { memory } = this;
    if (memory[isForming] !== 1) return this.replace(values);
    const seen = memory[nextCount]!;
    const before = memory[nextMean]!;
    const next = numberOf(values[0]!);
    memory[count] = seen;
    memory[mean] = before;
    if (next !== next || seen !== this.#period) return this.replace(values);
    const average = (next - before) * this.#weight + before;
    memory[value] = next;
    memory[nextMean] = average;
    memory[output] = numberOf(average);
    return this.result;
  }

  private replace(values: readonly number[]): Float64Array {
    const { memory } = this;
    memory[value] = numberOf(values[0]!);
    memory[isForming] = 1;
    this.look();
    memory[output] = numberOf(memory[output]!);
    return this.result;
  }

  /** Looks at the value that is forming. */
  private look(): void {
    const { memory } = this;
    const next = memory[value]!;
    if (next !== next || memory[count] !== this.#period) {
      this.begin();
      return;
    }
    const before = memory[mean]!;
    memory[nextCount] = memory[count];
    memory[output] = memory[nextMean] = (next - before) * this.#weight + before;
  }

  /** A bar before the first mean is whole, or a NaN. */
  private begin(): void {
    const { memory } = this;
    const next = memory[value]!;
    const isNumber = next === next;
    const seen = isNumber ? memory[count]! + 1 : 0;
    const sum = isNumber ? memory[mean]! + next : 0;
    const isWhole = seen === this.#period;
    memory[nextCount] = seen;
    memory[nextMean] = isWhole ? sum / seen : sum;
    memory[output] = isWhole ? memory[nextMean] : Number.NaN;
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
