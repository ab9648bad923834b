import { areFinite } from './are-finite.ts';
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
 * @returns whether all values are finite; false: one may be infinite, and no output can be relied on.
 */
export function variancesInto(values: Float64Array, period: number, out: Float64Array): boolean {
  if (period === 1) {
    for (let i = 0; i < values.length; i++) out[i] = values[i]! - values[i]!;
    return areFinite([values]);
  }
  const count = values.length;
  const length = period - 1;
  const share = 1 / period;
  const rest = new Float64Array(length);
  const restSquares = new Float64Array(length);
  let overflow = 0;
  out.fill(Number.NaN, 0, Math.min(length, count));
  for (let start = length; start < count; start += length) {
    restsInto(values, start - length, length, rest, restSquares);
    const reference = values[start - 1]!;
    const inBlock = Math.min(length, count - start);
    let sum = 0;
    let squares = 0;
    overflow += restSquares[0]! - restSquares[0]!;
    for (let place = 0; place < inBlock; place++) {
      const distance = values[start + place]! - reference;
      sum += distance;
      squares += distance * distance;
      out[start + place] = varianceOf(sum + rest[place]!, squares + restSquares[place]!, share);
    }
    overflow += squares - squares;
  }
  return overflow === 0;
}
