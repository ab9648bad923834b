import { areFinite } from './are-finite.ts';
import { highestInto, lowestInto } from './extremes-into.ts';
import { fromState, toState, type IndicatorKernel, type KernelState } from './kernel.ts';
import { runKernel } from './run-kernel.ts';

/**
 * Highest (sign 1) or lowest (sign -1) of a window by a monotonic queue: it holds the values that can still become the extreme, best
 * first, and every value enters and leaves it once, whatever the period. NaN while a NaN is in the window.
 */
export class ExtremeKernel implements IndicatorKernel {
  readonly result = new Float64Array([Number.NaN]);
  readonly #period: number;
  readonly #sign: 1 | -1;
  /** The queue as a ring, and at which bar each of its values came. */
  readonly #values: Float64Array;
  readonly #bars: Float64Array;
  #head = 0;
  #size = 0;
  #bar = 0;
  /** Good values in a row, up to a period: a NaN has left the window when there are as many. */
  #good = 0;
  #nextValue = Number.NaN;

  constructor(timePeriod: number, sign: 1 | -1) {
    this.#period = timePeriod;
    this.#sign = sign;
    this.#values = new Float64Array(timePeriod);
    this.#bars = new Float64Array(timePeriod);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.result[0] = this.peek(inputs[0]![index]!);
  }

  /** The extreme if this value comes next; NaN while the window is not whole. */
  peek(value: number): number {
    this.#nextValue = value;
    const isWhole = value === value && this.#good >= this.#period - 1;
    if (!isWhole) return Number.NaN;
    const skipped = this.#isFirstLeaving() ? 1 : 0;
    const best = this.#size > skipped ? this.#values[this.#place(skipped)]! : value;
    return value * this.#sign >= best * this.#sign ? value : best;
  }

  commit(): void {
    const value = this.#nextValue;
    if (this.#isFirstLeaving()) {
      this.#head = this.#place(1);
      this.#size -= 1;
    }
    if (value === value) {
      while (this.#size > 0 && this.#values[this.#place(this.#size - 1)]! * this.#sign <= value * this.#sign) this.#size -= 1;
      const at = this.#place(this.#size);
      this.#values[at] = value;
      this.#bars[at] = this.#bar;
      this.#size += 1;
      if (this.#good < this.#period) this.#good += 1;
    } else this.#good = 0;
    this.#bar += 1;
  }

  save(): KernelState {
    const queue = Array.from({ length: this.#size }, (_, i) => this.#place(i));
    return toState([this.#bar, this.#good, this.#size, ...queue.map((at) => this.#values[at]!), ...queue.map((at) => this.#bars[at]!)]);
  }

  load(state: KernelState): void {
    this.#bar = fromState(state, 0);
    this.#good = fromState(state, 1);
    this.#size = fromState(state, 2);
    this.#head = 0;
    for (let i = 0; i < this.#size; i++) {
      this.#values[i] = fromState(state, 3 + i);
      this.#bars[i] = fromState(state, 3 + this.#size + i);
    }
  }

  /** Whether the best value leaves the window when the next one comes. */
  #isFirstLeaving(): boolean {
    return this.#size > 0 && this.#bars[this.#head]! <= this.#bar - this.#period;
  }

  /** Where in the ring the value lies that is so many behind the best. */
  #place(behind: number): number {
    const at = this.#head + behind;
    return at >= this.#period ? at - this.#period : at;
  }
}

/** Highest (sign 1) or lowest (sign -1) of each window of a column; false where a value is no finite number. */
export function extremeInto(values: Float64Array, period: number, sign: 1 | -1, out: Float64Array): boolean {
  if (!areFinite([values])) return false;
  if (sign === 1) highestInto(values, period, out);
  else lowestInto(values, period, out);
  return true;
}

/** Highest of the last `timePeriod` values, this one included. NaN before there are as many, and while a NaN is among them. */
export const computeRollingMax = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new ExtremeKernel(timePeriod, 1), values, out, (target) => extremeInto(values, timePeriod, 1, target));

/** Lowest of the last `timePeriod` values, this one included. NaN before there are as many, and while a NaN is among them. */
export const computeRollingMin = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new ExtremeKernel(timePeriod, -1), values, out, (target) => extremeInto(values, timePeriod, -1, target));
