import { areFinite } from './are-finite.ts';
import { inBlocks } from './in-pieces.ts';
import { numberOf } from './infinities.ts';
import { fromState, toState, type KernelState, type Ticks } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';

/*
 * The series is cut into blocks of one bar less than a period, counted from its first bar. A window then is what is left of the block
 * before and what has come of the block now, and holds the last value of the block before: the reference, from which all distances
 * are measured. Both parts are summed afresh in every block and never subtracted from, so that no error outlives a window, digits are
 * kept at any price level, and a NaN is NaN for as long as it is in the window, all of it without a branch a bar.
 */

/** What `value * count` loses by rounding, exactly, for counts up to 2^17 (T. J. Dekker, 1971). */
export function lostInProduct(value: number, count: number, product: number): number {
  const shifted = value * 131_073;
  const upper = shifted - (shifted - value);
  return upper * count - product + (value - upper) * count;
}

/**
 * Mean of the last values: their exact sum, rounded, divided by their number, which is what pandas and backtrader have, too; where two
 * averages are equal to the last digit, a crossing hangs on it. A window of equal values has exactly that value. NaN while a NaN is in
 * the window.
 *
 * It is a part of kernels (`look` and `commit`) and a stream by itself (`add` and `replace`), in which a sum goes from bar to bar by one slot
 * only: what is written down and read back twice a tick costs as much as all the rest.
 */
export class RollingMean implements KernelPart, Ticks {
  readonly #length: number = 0;
  /** Where the sums of the block before begin. */
  readonly #rests: number = 0;
  /** Its numbers in one piece: see the slots. Behind them the block now, and sums of the block before from a place to its end. */
  readonly #cells: Float64Array;
  #place = 0;
  /** The mean of the value added last, NaN where there is none or it is infinite. */
  readonly result: Float64Array;
  readonly forming: Float64Array;

  /** Before this place a bar of a stream is settled by going to the next one; 0 until there is a bar. */
  #stop = 0;

  constructor(period: number) {
    this.#length = period - 1;
    this.#rests = firstOfBlock + this.#length;
    this.#cells = new Float64Array(firstOfBlock + Math.max(1, 2 * this.#length)).fill(Number.NaN);
    this.#cells[isForming] = 0;
    this.#cells[size] = period;
    if (period === 1) this.#cells[firstOfBlock] = 0;
    this.result = this.#cells.subarray(found, found + 1);
    this.forming = this.#cells.subarray(next, isForming + 1);
  }

  /** The mean if this value comes next. */
  peek(value: number): number {
    const cells = this.#cells;
    cells[next] = value;
    this.find(cells, found);
    return cells[found]!;
  }

  /** The same from one slot of an array to another: no number is handed over, which V8 would wrap into an object. */
  look(memory: Float64Array, read: number, write: number): void {
    this.#cells[next] = memory[read]!;
    this.find(memory, write);
  }

  commit(): void {
    this.settle();
    this.#cells[sumNow] = this.#cells[nextSum]!;
  }

  add(values: readonly number[]): Float64Array {
    const place = (this.#place + 1) | 0;
    if (place >= this.#stop) return this.addSlowly(values);
    const cells = this.#cells;
    const given = values[0]!;
    const value = given - (given - given);
    const before = cells[nextSum]!;
    const sum = before + (value - cells[reference]!);
    const rest = cells[(place + this.#rests) | 0]!;
    // Where nothing is left of the block before, the window may be one value.
    if (rest === 0) return this.addSlowly(values);
    const mean = (cells[wholeReference]! + (sum + rest)) / cells[size]!;
    this.#place = place;
    cells[next] = value;
    cells[(place + firstOfBlock) | 0] = value;
    cells[sumNow] = before;
    cells[nextSum] = sum;
    cells[found] = mean - (mean - mean);
    return this.result;
  }

  replace(values: readonly number[]): Float64Array {
    const cells = this.#cells;
    cells[next] = numberOf(values[0]!);
    cells[isForming] = 1;
    this.#stop = this.#length;
    this.find(cells, found);
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

  /** The first bar, the first of a block, and one after which the window may be one value. */
  private addSlowly(values: readonly number[]): Float64Array {
    if (this.#cells[isForming] === 1) this.commit();
    return this.replace(values);
  }

  /** Finds the mean with the next value and puts it into a slot. */
  private find(memory: Float64Array, write: number): void {
    const cells = this.#cells;
    const value = cells[next]!;
    const sum = cells[sumNow]! + (value - cells[reference]!);
    const place = this.#place;
    const rest = cells[(place + this.#rests) | 0]!;
    if (rest === 0 && this.areEqual()) {
      memory[write] = value;
      if (this.#length === 0) return;
    } else memory[write] = (cells[wholeReference]! + (sum + rest)) / cells[size]!;
    cells[place + firstOfBlock] = value;
    cells[nextSum] = sum;
  }

  /** Whether the whole window is one value: nothing is left of the block before from any of its places on, and the block now is the reference. */
  private areEqual(): boolean {
    const cells = this.#cells;
    const length = this.#length;
    if (length === 0) return true;
    const value = cells[reference]!;
    if (cells[next] !== value) return false;
    for (let k = 0; k < this.#place; k++) if (cells[firstOfBlock + k] !== value) return false;
    for (let k = this.#place; k < length; k++) if (cells[firstOfBlock + length + k] !== 0) return false;
    return true;
  }

  /** The value that was looked at lies in its place, and the sum with it in `nextSum`: the next place, or the next block. */
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
    for (let i = (firstOfBlock + length - 1) | 0; i >= firstOfBlock; i = (i - 1) | 0) cells[(i + length) | 0] = sum += cells[i]! - last;
    cells[reference] = last;
    cells[wholeReference] = last * cells[size]!;
    cells[nextSum] = lostInProduct(last, cells[size]!, cells[wholeReference]);
    this.#place = 0;
  }
}

/**
 * Slots of a mean: the mean that was found, the value that is looked at, whether it is the bar of a stream that is forming, the reference,
 * the reference as often as the window is long, the sum of the block now, without and with the value that is looked at, and how long the window
 * is: a number beside the others is read at once, one of the object is asked at each bar of which kind it is.
 */
const found = 0;
const next = 1;
const isForming = 2;
const reference = 3;
const wholeReference = 4;
const sumNow = 5;
const nextSum = 6;
const size = 7;
const firstOfBlock = 8;

/**
 * The means of a column, bit for bit those of `RollingMean`; `out` is another column. Values may be NaN, but not infinite.
 *
 * @returns whether all values are finite, known from the sums at no cost; false: one may be infinite, and no mean can be relied on.
 */
export function meansInto(values: Float64Array, period: number, out: Float64Array): boolean {
  if (period === 1) {
    out.set(values);
    return areFinite([values]);
  }
  const [count, length] = [values.length, period - 1];
  out.fill(Number.NaN, 0, Math.min(length, count));
  if (count < period) return true;
  let overflow = leaveRests(values, 0, length, out);
  const whole = lastWholeBlock(count, length);
  inBlocks(length, whole, length, (from, to) => {
    const repeated = meansOfBlocks(values, period, from, to, out);
    if (repeated !== 0) settleBlocks(values, period, from, to, out);
    overflow += repeated - repeated;
  });
  for (let start = whole; start < count; start += length) {
    const end = Math.min(start + length, count);
    overflow += meansOfBlock(values, period, start, end, out);
    leaveRests(values, start, end, out);
  }
  return overflow === 0;
}

/** Where the blocks end whose rests all have a bar that they are for, and none of whose bars is missing. */
export const lastWholeBlock = (count: number, length: number): number => Math.max(1, Math.floor(count / length) - 1) * length;

/** The rests of a block lie in the places of the means that they are for. Gives 0, NaN where a value is no finite number. */
function leaveRests(values: Float64Array, start: number, end: number, out: Float64Array): number {
  const last = values[end - 1]!;
  let rest = 0;
  for (let i = end - 1, at = i + end - start; i >= start; i--, at--) {
    rest += values[i]! - last;
    if (at < out.length) out[at] = rest;
  }
  return rest - rest;
}

/** Means of the bars of one block, whose places hold the rests of the block before. Gives 0, NaN where a value is no finite number. */
function meansOfBlock(values: Float64Array, period: number, start: number, end: number, out: Float64Array): number {
  const reference = values[start - 1]!;
  const whole = reference * period;
  let sum = lostInProduct(reference, period, whole);
  for (let i = start; i < end; i++) {
    sum += values[i]! - reference;
    out[i] = (whole + (sum + out[i]!)) / period;
  }
  if (values[start] === reference) settleEqual(values, period, start, end, out);
  return sum - sum;
}

/**
 * Means of whole blocks, as `meansOfBlock` and `leaveRests` have them, in one walk, because each sum waits for the addition before; three
 * bars at a time. Places are cut to 29 bits, far beyond any series, by which V8 knows that a place and one beside it are none below 0
 * and cannot overflow: what it would check and convert for each would cost as much as the sums.
 *
 * @returns how many blocks begin with the last value of the block before; NaN where a value is no finite number.
 */
function meansOfBlocks(values: Float64Array, period: number, from: number, to: number, out: Float64Array): number {
  const length = (period - 1) & 0x1fffffff;
  let repeated = 0;
  let reference = values[from - 1]!;
  let whole = reference * period;
  let lost = lostInProduct(reference, period, whole);
  for (let start = from & 0x1fffffff, stop = to & 0x1fffffff; start < stop; start = (start + length) & 0x1fffffff) {
    const end = (start + length) & 0x1fffffff;
    const next = values[end - 1]!;
    const nextWhole = next * period;
    const nextLost = lostInProduct(next, period, nextWhole);
    let sum = lost;
    let rest = 0;
    let i = start;
    let k = (end - 3) & 0x1fffffff;
    for (const last = end - 2; i < last; i = (i + 3) & 0x1fffffff, k = (k - 3) & 0x1fffffff) {
      const first = sum + (values[i]! - reference);
      const second = first + (values[i + 1]! - reference);
      sum = second + (values[i + 2]! - reference);
      out[i] = (whole + (first + out[i]!)) / period;
      out[i + 1] = (whole + (second + out[i + 1]!)) / period;
      out[i + 2] = (whole + (sum + out[i + 2]!)) / period;
      const at = k + length;
      const newest = rest + (values[k + 2]! - next);
      const newer = newest + (values[k + 1]! - next);
      rest = newer + (values[k]! - next);
      out[at + 2] = newest;
      out[at + 1] = newer;
      out[at] = rest;
    }
    for (k = (k + 2) & 0x1fffffff; i < end; i = (i + 1) & 0x1fffffff, k = (k - 1) & 0x1fffffff) {
      sum += values[i]! - reference;
      out[i] = (whole + (sum + out[i]!)) / period;
      rest += values[k]! - next;
      out[k + length] = rest;
    }
    repeated += Number(values[start] === reference) + (sum - sum);
    reference = next;
    whole = nextWhole;
    lost = nextLost;
  }
  return repeated;
}

/** `settleEqual` for each block whose first value is the last of the block before: no other has a whole window of equal values. */
export function settleBlocks(values: Float64Array, period: number, from: number, to: number, out: Float64Array): void {
  const length = period - 1;
  for (let start = from; start < to; start += length) {
    if (values[start] === values[start - 1]) settleEqual(values, period, start, start + length, out);
  }
}

/** Gives the windows that end from `start` on and hold one value only that value; a division may have missed it by a digit. */
export function settleEqual(values: Float64Array, period: number, start: number, end: number, out: Float64Array): void {
  let equal = 1;
  for (let i = start; equal < period && i > 0 && values[i - 1] === values[i]; i--) equal += 1;
  for (let i = start; i < end && values[i] === values[start]; i++, equal++) if (equal >= period) out[i] = values[i]!;
}
