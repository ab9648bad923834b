import { areFinite } from './are-finite.ts';
import { inBlocks } from './in-pieces.ts';
import { numberOf } from './infinities.ts';
import { fromState, toState, type KernelState, type Ticks } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';
import { lastWholeBlock } from './rolling-mean.ts';

/**
 * Mean of the last values that weighs the newest as often as the window is long and the oldest once. Sums of distances and of weighted
 * distances in blocks, as `RollingMean` explains: with each value, those of its block before it weigh one less, and it weighs as often as the
 * window is long. NaN while a NaN is in the window.
 */
export class RollingWeightedMean implements KernelPart, Ticks {
  readonly #length: number = 0;
  /** Where the weighted sums of the block before begin. */
  readonly #rests: number = 0;
  /** Its numbers in one piece: see the slots. Behind them the block now, and weighted sums of the block before from a place to its end, the value there once. */
  readonly #cells: Float64Array;
  #place = 0;
  /** Before this place a bar of a stream is settled by going to the next one; 0 until there is a bar. */
  #stop = 0;
  /** The mean of the value added last, NaN where there is none or it is infinite. */
  readonly result: Float64Array;
  readonly forming: Float64Array;

  constructor(period: number) {
    this.#length = period - 1;
    this.#rests = firstOfBlock + this.#length;
    this.#cells = new Float64Array(firstOfBlock + Math.max(1, 2 * this.#length)).fill(Number.NaN);
    this.#cells[sumNow] = this.#cells[weightedNow] = this.#cells[isForming] = 0;
    this.#cells[size] = period;
    this.#cells[share] = 2 / (period * (period + 1));
    this.result = this.#cells.subarray(found, found + 1);
    this.forming = this.#cells.subarray(next, isForming + 1);
  }

  /** The mean if this value comes next. */
  peek(value: number): number {
    const cells = this.#cells;
    cells[next] = value;
    this.find();
    return cells[found]!;
  }

  commit(): void {
    this.settle();
    const cells = this.#cells;
    cells[sumNow] = cells[nextSum]!;
    cells[weightedNow] = cells[nextWeighted]!;
  }

  add(values: readonly number[]): Float64Array {
    const place = (this.#place + 1) | 0;
    if (place >= this.#stop) return this.addSlowly(values);
    const cells = this.#cells;
    const given = values[0]!;
    const value = given - (given - given);
    const sum = cells[nextSum]!;
    const weighted = cells[nextWeighted]!;
    const distance = value - cells[reference]!;
    const coming = weighted + (distance * cells[size]! - sum);
    const mean = cells[reference]! + (cells[(place + this.#rests) | 0]! + coming) * cells[share]!;
    this.#place = place;
    cells[next] = value;
    cells[(place + firstOfBlock) | 0] = value;
    cells[sumNow] = sum;
    cells[weightedNow] = weighted;
    cells[nextSum] = sum + distance;
    cells[nextWeighted] = coming;
    cells[found] = mean - (mean - mean);
    return this.result;
  }

  replace(values: readonly number[]): Float64Array {
    const cells = this.#cells;
    cells[next] = numberOf(values[0]!);
    cells[isForming] = 1;
    this.#stop = this.#length;
    this.find();
    cells[found] = numberOf(cells[found]!);
    return this.result;
  }

  save(): KernelState {
    return toState([this.#place, ...this.#cells]);
  }

  load(state: KernelState): void {
    this.#place = fromState(state, 0);
    for (let i = 0; i < this.#cells.length; i++) this.#cells[i] = fromState(state, 1 + i);
    this.#cells[isForming] = 0;
    this.#stop = 0;
  }

  /** The first bar, and the first of a block. */
  private addSlowly(values: readonly number[]): Float64Array {
    if (this.#cells[isForming] === 1) this.commit();
    return this.replace(values);
  }

  /** Finds the mean with the next value, and the sums that it leads to. */
  private find(): void {
    const cells = this.#cells;
    const value = cells[next]!;
    if (this.#length === 0) {
      cells[found] = value;
      return;
    }
    const place = this.#place;
    const distance = value - cells[reference]!;
    const weighted = cells[weightedNow]! + (distance * cells[size]! - cells[sumNow]!);
    cells[place + firstOfBlock] = value;
    cells[nextSum] = cells[sumNow]! + distance;
    cells[nextWeighted] = weighted;
    cells[found] = cells[reference]! + (cells[place + this.#rests]! + weighted) * cells[share]!;
  }

  /** The value that was looked at lies in its place, and the sums with it in their slots: the next place, or the next block. */
  private settle(): void {
    const place = (this.#place + 1) | 0;
    if (place === this.#length) this.endBlock();
    else if (this.#length !== 0) this.#place = place;
  }

  private endBlock(): void {
    const cells = this.#cells;
    const length = this.#length;
    const last = cells[next]!;
    let sum = 0;
    let weighted = 0;
    for (let i = (firstOfBlock + length - 1) | 0; i >= firstOfBlock; i = (i - 1) | 0) {
      sum += cells[i]! - last;
      weighted += sum;
      cells[(i + length) | 0] = weighted;
    }
    cells[reference] = last;
    cells[nextSum] = cells[nextWeighted] = this.#place = 0;
  }
}

/**
 * Slots: the mean that was found, the value that is looked at, whether it is the bar of a stream that is forming, the reference, sum and weighted
 * sum of the block now, without and with the value that is looked at, how long the window is, and its share of a weighted sum.
 */
const found = 0;
const next = 1;
const isForming = 2;
const reference = 3;
const sumNow = 4;
const weightedNow = 5;
const nextSum = 6;
const nextWeighted = 7;
const size = 8;
const share = 9;
const firstOfBlock = 10;

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
  for (let i = start; i < end; i++) {
    const distance = values[i]! - reference;
    weighted += distance * period - sum;
    sum += distance;
    const mean = reference + (out[i]! + weighted) * share;
    out[i] = mean;
    overflow += mean - mean;
  }
  return overflow;
}

/**
 * Means of whole blocks, as `meansOfBlock` and `leaveRests` have them, in one walk, because each sum waits for the addition before; two bars
 * at a time, with places of 29 bits, as the blocks of `rolling-mean.ts` explain. Gives 0, NaN where a value or a mean is no finite number,
 * or all of them together are too large.
 */
function meansOfBlocks(values: Float64Array, period: number, from: number, to: number, out: Float64Array): number {
  const length = (period - 1) & 0x1fffffff;
  const share = 2 / (period * (period + 1));
  let total = 0;
  let reference = values[from - 1]!;
  for (let start = from & 0x1fffffff, stop = to & 0x1fffffff; start < stop; start = (start + length) & 0x1fffffff) {
    const end = (start + length) & 0x1fffffff;
    const next = values[end - 1]!;
    let sum = 0;
    let weighted = 0;
    let restSum = 0;
    let rest = 0;
    let i = start;
    for (let k = (end - 2) & 0x1fffffff, last = end - 1; i < last; i = (i + 2) & 0x1fffffff, k = (k - 2) & 0x1fffffff) {
      const first = values[i]! - reference;
      const second = values[i + 1]! - reference;
      const firstSum = sum + first;
      const firstWeighted = weighted + (first * period - sum);
      weighted = firstWeighted + (second * period - firstSum);
      sum = firstSum + second;
      const firstMean = reference + (out[i]! + firstWeighted) * share;
      const secondMean = reference + (out[i + 1]! + weighted) * share;
      out[i] = firstMean;
      out[i + 1] = secondMean;
      total += firstMean;
      total += secondMean;
      const newestSum = restSum + (values[k + 1]! - next);
      const newest = rest + newestSum;
      restSum = newestSum + (values[k]! - next);
      rest = newest + restSum;
      out[k + length + 1] = newest;
      out[k + length] = rest;
    }
    if (i < end) {
      const distance = values[i]! - reference;
      const mean = reference + (out[i]! + (weighted + (distance * period - sum))) * share;
      out[i] = mean;
      total += mean;
      out[start + length] = rest + (restSum + (values[start]! - next));
    }
    reference = next;
  }
  return total - total;
}
