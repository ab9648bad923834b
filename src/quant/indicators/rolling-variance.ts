import { areFinite } from './are-finite.ts';
import { inBlocks } from './in-pieces.ts';
import { fromState, toState, type KernelState } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';

/**
 * Population variance of the last values. Sums of distances and of their squares in blocks, as `RollingMean` explains: measured from a
 * value of the window itself, a variance loses no more than a digit or two of its sixteen. NaN while a NaN is in the window.
 */
export class RollingVariance implements KernelPart {
  readonly #period: number;
  readonly #share: number;
  readonly #block: Float64Array;
  /** Sums of the block before from a place to its end: distances, then squares. */
  readonly #rest: Float64Array;
  readonly #restSquares: Float64Array;
  #place = 0;
  #reference = Number.NaN;
  #sum = 0;
  #squares = 0;
  #nextValue = Number.NaN;
  #nextSum = Number.NaN;
  #nextSquares = Number.NaN;

  constructor(period: number) {
    this.#period = period;
    this.#share = 1 / period;
    this.#block = new Float64Array(period - 1);
    this.#rest = new Float64Array(period - 1).fill(Number.NaN);
    this.#restSquares = new Float64Array(period - 1).fill(Number.NaN);
  }

  /** The variance if this value comes next. */
  peek(value: number): number {
    if (this.#period === 1) return value - value;
    const distance = value - this.#reference;
    const sum = this.#sum + distance;
    const squares = this.#squares + distance * distance;
    this.#nextValue = value;
    this.#nextSum = sum;
    this.#nextSquares = squares;
    return varianceOf(sum + this.#rest[this.#place]!, squares + this.#restSquares[this.#place]!, this.#share);
  }

  commit(): void {
    if (this.#period === 1) return;
    this.#block[this.#place] = this.#nextValue;
    this.#sum = this.#nextSum;
    this.#squares = this.#nextSquares;
    this.#place += 1;
    if (this.#place === this.#block.length) this.#endBlock();
  }

  save(): KernelState {
    return toState([this.#place, this.#reference, this.#sum, this.#squares, ...this.#block, ...this.#rest, ...this.#restSquares]);
  }

  load(state: KernelState): void {
    const length = this.#block.length;
    this.#place = fromState(state, 0);
    this.#reference = fromState(state, 1);
    this.#sum = fromState(state, 2);
    this.#squares = fromState(state, 3);
    for (let i = 0; i < length; i++) {
      this.#block[i] = fromState(state, 4 + i);
      this.#rest[i] = fromState(state, 4 + length + i);
      this.#restSquares[i] = fromState(state, 4 + 2 * length + i);
    }
  }

  #endBlock(): void {
    restsInto(this.#block, 0, this.#block.length, this.#rest, this.#restSquares);
    this.#reference = this.#nextValue;
    this.#sum = 0;
    this.#squares = 0;
    this.#place = 0;
  }
}

/** Mean square of the distances less the square of their mean; where both are as good as the same, rounding may take it a hair below 0. */
export const varianceOf = (sum: number, squares: number, share: number): number => Math.abs(squares - sum * sum * share) * share;

/** Sums of the distances from the last value of a block, and of their squares, from each place of it to its end. */
function restsInto(values: Float64Array, start: number, length: number, rest: Float64Array, restSquares: Float64Array): void {
  const reference = values[start + length - 1]!;
  let sum = 0;
  let squares = 0;
  for (let i = length - 1; i >= 0; i--) {
    const distance = values[start + i]! - reference;
    sum += distance;
    squares += distance * distance;
    rest[i] = sum;
    restSquares[i] = squares;
  }
}

/**
 * The variances of a column, bit for bit those of `RollingVariance`. Values may be NaN, but not infinite.
 *
 * @param finish what becomes of the variances from one bar to before another, while they lie in the processor's nearest memory.
 * @returns whether all values are finite; false: one may be infinite, and no output can be relied on.
 */
export function variancesInto(values: Float64Array, period: number, out: Float64Array, finish: (from: number, to: number) => void = () => {}): boolean {
  if (period === 1) {
    for (let i = 0; i < values.length; i++) out[i] = values[i]! - values[i]!;
    finish(0, values.length);
    return areFinite([values]);
  }
  const count = values.length;
  const length = period - 1;
  const rests = new Float64Array(2 * length);
  let overflow = 0;
  out.fill(Number.NaN, 0, Math.min(length, count));
  inBlocks(length, count, length, (from, to) => {
    overflow += variancesOfBlocks(values, period, from, to, rests, out);
    finish(from, to);
  });
  return overflow === 0;
}

/**
 * Variances of blocks; gives 0, or NaN where a value is no finite number.
 *
 * @param rests two cells for each place of a block: sums of distances to the end of the block before, then those of their squares.
 */
function variancesOfBlocks(values: Float64Array, period: number, from: number, to: number, rests: Float64Array, out: Float64Array): number {
  const length = (period - 1) | 0;
  const share = 1 / period;
  let overflow = 0;
  for (let start = from | 0, stop = to | 0; start < stop; start = (start + length) | 0) {
    const end = start + length < stop ? (start + length) | 0 : stop;
    const reference = values[start - 1]!;
    let rest = 0;
    let restSquares = 0;
    for (let k = (length - 1) | 0, at = (start - 1) | 0; k >= 0; k = (k - 1) | 0, at = (at - 1) | 0) {
      const distance = values[at]! - reference;
      rest += distance;
      restSquares += distance * distance;
      rests[k] = rest;
      rests[(k + length) | 0] = restSquares;
    }
    let sum = 0;
    let squares = 0;
    for (let i = start, k = 0; i < end; i = (i + 1) | 0, k = (k + 1) | 0) {
      const distance = values[i]! - reference;
      sum += distance;
      squares += distance * distance;
      out[i] = varianceOf(sum + rests[k]!, squares + rests[(k + length) | 0]!, share);
    }
    overflow += restSquares - restSquares + (squares - squares);
  }
  return overflow;
}
