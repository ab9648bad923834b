import { areFinite } from './are-finite.ts';
import { inBlocks } from './in-pieces.ts';
import { fromState, toState, type KernelState } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';
import { lastWholeBlock } from './rolling-mean.ts';

/**
 * Mean of the last values that weighs the newest as often as the window is long and the oldest once. Sums of distances and of weighted
 * distances in blocks, as `RollingMean` explains. NaN while a NaN is in the window.
 */
export class RollingWeightedMean implements KernelPart {
  readonly #period: number;
  readonly #share: number;
  readonly #block: Float64Array;
  /** Weighted sums of the block before from a place to its end, its value at that place once. */
  readonly #rest: Float64Array;
  #place = 0;
  #reference = Number.NaN;
  #sum = 0;
  /** The block's first value once, the next twice, and so on. */
  #weighted = 0;
  #nextValue = Number.NaN;
  #nextSum = Number.NaN;
  #nextWeighted = Number.NaN;

  constructor(period: number) {
    this.#period = period;
    this.#share = 2 / (period * (period + 1));
    this.#block = new Float64Array(period - 1);
    this.#rest = new Float64Array(period - 1).fill(Number.NaN);
  }

  /** The mean if this value comes next. */
  peek(value: number): number {
    if (this.#period === 1) return value;
    const place = this.#place;
    const distance = value - this.#reference;
    const sum = this.#sum + distance;
    const weighted = this.#weighted + distance * (place + 1);
    this.#nextValue = value;
    this.#nextSum = sum;
    this.#nextWeighted = weighted;
    // A value of the block now weighs more than its place by as many as are left of the block before.
    return this.#reference + (this.#rest[place]! + weighted + sum * (this.#block.length - place)) * this.#share;
  }

  commit(): void {
    if (this.#period === 1) return;
    this.#block[this.#place] = this.#nextValue;
    this.#sum = this.#nextSum;
    this.#weighted = this.#nextWeighted;
    this.#place += 1;
    if (this.#place < this.#block.length) return;
    weightedRestsInto(this.#block, 0, this.#place, this.#rest);
    this.#reference = this.#nextValue;
    this.#sum = this.#weighted = this.#place = 0;
  }

  save(): KernelState {
    return toState([this.#place, this.#reference, this.#sum, this.#weighted, ...this.#block, ...this.#rest]);
  }

  load(state: KernelState): void {
    const length = this.#block.length;
    this.#place = fromState(state, 0);
    this.#reference = fromState(state, 1);
    this.#sum = fromState(state, 2);
    this.#weighted = fromState(state, 3);
    for (let i = 0; i < length; i++) {
      this.#block[i] = fromState(state, 4 + i);
      this.#rest[i] = fromState(state, 4 + length + i);
    }
  }
}

function weightedRestsInto(values: Float64Array, start: number, length: number, rest: Float64Array): void {
  const reference = values[start + length - 1]!;
  let sum = 0;
  let weighted = 0;
  for (let i = length - 1; i >= 0; i--) {
    sum += values[start + i]! - reference;
    weighted += sum;
    rest[i] = weighted;
  }
}

/** The weighted means of a column, bit for bit those of `RollingWeightedMean`. False where a value may be infinite; NaN is taken. */
export function weightedMeansInto(values: Float64Array, period: number, out: Float64Array): boolean {
  if (period === 1) {
    out.set(values);
    return areFinite([values]);
  }
  const [count, length] = [values.length, period - 1];
  out.fill(Number.NaN, 0, Math.min(length, count));
  if (count < period) return true;
  let overflow = leaveRests(values, 0, length, out);
  const whole = lastWholeBlock(count, length);
  inBlocks(length, whole, length, (from, to) => (overflow += meansOfBlocks(values, period, from, to, out)));
  for (let start = whole; start < count; start += length) {
    const end = Math.min(start + length, count);
    overflow += meansOfBlock(values, period, start, end, out);
    leaveRests(values, start, end, out);
  }
  return overflow === 0;
}

/** The rests of a block lie in the places of the means that they are for. Gives 0, NaN where a value is no finite number. */
function leaveRests(values: Float64Array, start: number, end: number, out: Float64Array): number {
  const reference = values[end - 1]!;
  let sum = 0;
  let weighted = 0;
  for (let i = end - 1, at = i + end - start; i >= start; i--, at--) {
    sum += values[i]! - reference;
    weighted += sum;
    if (at < out.length) out[at] = weighted;
  }
  return weighted - weighted;
}

/** Means of the bars of one block, whose places hold the rests of the block before. Gives 0, NaN where a value is no finite number. */
function meansOfBlock(values: Float64Array, period: number, start: number, end: number, out: Float64Array): number {
  const share = 2 / (period * (period + 1));
  const reference = values[start - 1]!;
  let overflow = 0;
  let sum = 0;
  let weighted = 0;
  for (let i = start, weight = 1; i < end; i++, weight++) {
    const distance = values[i]! - reference;
    sum += distance;
    weighted += distance * weight;
    const mean = reference + (out[i]! + weighted + sum * (period - weight)) * share;
    out[i] = mean;
    overflow += mean - mean;
  }
  return overflow;
}

/** Means of whole blocks, as `meansOfBlock` and `leaveRests` have them, in one walk, because each sum waits for the addition before. */
function meansOfBlocks(values: Float64Array, period: number, from: number, to: number, out: Float64Array): number {
  const length = (period - 1) | 0;
  const share = 2 / (period * (period + 1));
  let overflow = 0;
  let reference = values[from - 1]!;
  for (let start = from | 0, stop = to | 0; start < stop; start = (start + length) | 0) {
    const end = (start + length) | 0;
    const next = values[end - 1]!;
    let sum = 0;
    let weighted = 0;
    let restSum = 0;
    let rest = 0;
    for (let i = start, k = (end - 1) | 0, weight = 1; i < end; i = (i + 1) | 0, k = (k - 1) | 0, weight = (weight + 1) | 0) {
      const distance = values[i]! - reference;
      sum += distance;
      weighted += distance * weight;
      const mean = reference + (out[i]! + weighted + sum * (period - weight)) * share;
      out[i] = mean;
      overflow += mean - mean;
      restSum += values[k]! - next;
      rest += restSum;
      out[(k + length) | 0] = rest;
    }
    reference = next;
  }
  return overflow;
}
