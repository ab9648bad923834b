import { fromState, toState, type KernelState } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';

/** A variance that is less than this share of the squares it came from has lost too many digits to be trusted. */
const worthTrusting = 1e-3;

/** Bars after which the sums are made afresh whatever they are, so that errors do not gather: seldom enough to cost little. */
const renewalOf = (period: number): number => Math.max(period, 128);

/**
 * Population variance of the last values. Distances from a value of the window are summed, not prices; the sums are carried from
 * bar to bar and made afresh by the two-pass formula now and then, and at every bar whose variance would have lost digits.
 * So it keeps its digits at any price level and after any spike. NaN while a NaN is in the window.
 */
export class RollingVariance implements KernelPart {
  readonly #period: number;
  readonly #renewal: number;
  readonly #values: Float64Array;
  #position = 0;
  /** Values in a row that are numbers, up to a period. */
  #good = 0;
  /** What the values are measured from, so that squares of a price level never enter the sums. */
  #origin = 0;
  #sum = 0;
  #squares = 0;
  /** Largest sum of squares since it was made afresh: what its rounding errors are of the size of. */
  #peak = 0;
  /** Bars since it was made afresh. */
  #steps = 0;
  #nextValue = Number.NaN;
  #nextOrigin = 0;
  #nextSum = 0;
  #nextSquares = 0;
  #nextPeak = 0;
  #nextSteps = 0;

  constructor(period: number) {
    this.#period = period;
    this.#renewal = renewalOf(period);
    this.#values = new Float64Array(period);
  }

  /** The variance if this value comes next. */
  peek(value: number): number {
    const period = this.#period;
    this.#nextValue = value;
    if (value - value !== 0 || this.#good < period - 1) return Number.NaN;
    if (this.#good < period || this.#steps >= this.#renewal) return this.#beginAfresh(value);
    const origin = this.#origin;
    const added = value - origin;
    const removed = this.#values[this.#position]! - origin;
    const sum = this.#sum + (added - removed);
    const squares = this.#squares + (added - removed) * (added + removed);
    const peak = squares > this.#peak ? squares : this.#peak;
    const spread = squares - (sum * sum) / period;
    if (!(spread >= peak * worthTrusting)) return this.#beginAfresh(value);
    this.#nextOrigin = origin;
    this.#nextSum = sum;
    this.#nextSquares = squares;
    this.#nextPeak = peak;
    this.#nextSteps = this.#steps + 1;
    return spread / period;
  }

  commit(): void {
    const value = this.#nextValue;
    this.#values[this.#position] = value;
    this.#position = this.#position + 1 === this.#period ? 0 : this.#position + 1;
    if (value - value !== 0) this.#good = 0;
    else if (this.#good < this.#period) this.#good += 1;
    this.#origin = this.#nextOrigin;
    this.#sum = this.#nextSum;
    this.#squares = this.#nextSquares;
    this.#peak = this.#nextPeak;
    this.#steps = this.#nextSteps;
  }

  save(): KernelState {
    return toState([this.#position, this.#good, this.#origin, this.#sum, this.#squares, this.#peak, this.#steps, ...this.#values]);
  }

  load(state: KernelState): void {
    this.#position = fromState(state, 0);
    this.#good = fromState(state, 1);
    this.#origin = fromState(state, 2);
    this.#sum = fromState(state, 3);
    this.#squares = fromState(state, 4);
    this.#peak = fromState(state, 5);
    this.#steps = fromState(state, 6);
    for (let i = 0; i < this.#period; i++) this.#values[i] = fromState(state, 7 + i);
  }

  /** By two passes over the window, with the value in the place of the oldest. */
  #beginAfresh(value: number): number {
    const period = this.#period;
    const values = this.#values;
    const position = this.#position;
    const from = values[this.#position]!;
    values[position] = value;
    let shift = 0;
    for (let i = 0; i < period; i++) shift += values[i]! - value;
    const mean = value + shift / period;
    let rest = 0;
    let all = 0;
    for (let i = 0; i < period; i++) {
      const distance = values[i]! - mean;
      rest += distance;
      all += distance * distance;
    }
    // The oldest is still needed when the bar is looked at again with another value.
    values[position] = from;
    this.#nextOrigin = mean;
    this.#nextSum = rest;
    this.#nextSquares = all;
    this.#nextPeak = all;
    this.#nextSteps = 1;
    return Math.max(0, all - (rest * rest) / period) / period;
  }
}

/**
 * The variances of a finite column, bit for bit those of `RollingVariance`: its sums in local variables, and made afresh in the order
 * of its ring, in which the value of bar i lies at i modulo the period.
 */
export function varianceInto(values: Float64Array, period: number, out: Float64Array): void {
  /** Mean, sum and squares of a window begun afresh. */
  const begun = new Float64Array(3);
  const renewal = renewalOf(period);
  let [origin, sum, squares, peak, steps] = [0, 0, 0, 0, renewal];
  out.fill(Number.NaN, 0, Math.min(period - 1, values.length));
  for (let i = period - 1; i < values.length; i++) {
    let spread = -1;
    if (steps < renewal) {
      const added = values[i]! - origin;
      const removed = values[i - period]! - origin;
      sum = sum + (added - removed);
      squares = squares + (added - removed) * (added + removed);
      if (squares > peak) peak = squares;
      spread = squares - (sum * sum) / period;
      steps += 1;
    }
    if (!(spread >= 0 && spread >= peak * worthTrusting)) {
      beginAt(values, i, period, begun);
      origin = begun[0]!;
      sum = begun[1]!;
      peak = squares = begun[2]!;
      steps = 1;
      spread = Math.max(0, squares - (sum * sum) / period);
    }
    out[i] = spread / period;
  }
}

function beginAt(values: Float64Array, last: number, period: number, begun: Float64Array): void {
  const newest = values[last]!;
  const ringStart = last - (last % period);
  let shift = 0;
  for (let i = ringStart; i <= last; i++) shift += values[i]! - newest;
  for (let i = last - period + 1; i < ringStart; i++) shift += values[i]! - newest;
  const mean = newest + shift / period;
  let rest = 0;
  let all = 0;
  for (let i = ringStart; i <= last; i++) {
    const distance = values[i]! - mean;
    rest += distance;
    all += distance * distance;
  }
  for (let i = last - period + 1; i < ringStart; i++) {
    const distance = values[i]! - mean;
    rest += distance;
    all += distance * distance;
  }
  begun[0] = mean;
  begun[1] = rest;
  begun[2] = all;
}
