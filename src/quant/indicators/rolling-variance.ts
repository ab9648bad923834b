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
  readonly #length: number;
  readonly #share: number;
  /** Its numbers in one piece: see the slots. Behind them the block now, and sums of the block before from a place to its end: distances, then squares. */
  readonly #cells: Float64Array;
  #place = 0;

  constructor(period: number) {
    this.#period = period;
    this.#length = period - 1;
    this.#share = 1 / period;
    this.#cells = new Float64Array(firstOfBlock + 3 * this.#length).fill(Number.NaN);
    this.#cells[sumNow] = this.#cells[squaresNow] = 0;
  }

  /** The variance if this value comes next. */
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
    if (this.#period === 1) return;
    const cells = this.#cells;
    const place = this.#place;
    cells[firstOfBlock + place] = cells[next]!;
    cells[sumNow] = cells[nextSum]!;
    cells[squaresNow] = cells[nextSquares]!;
    if (place + 1 === this.#length) this.endBlock();
    else this.#place = place + 1;
  }

  save(): KernelState {
    return toState([this.#place, ...this.#cells]);
  }

  load(state: KernelState): void {
    this.#place = fromState(state, 0);
    for (let i = 0; i < this.#cells.length; i++) this.#cells[i] = fromState(state, 1 + i);
  }

  /** Finds the variance with the next value and puts it into a slot. */
  private find(memory: Float64Array, write: number): void {
    const cells = this.#cells;
    const value = cells[next]!;
    if (this.#period === 1) {
      memory[write] = value - value;
      return;
    }
    const distance = value - cells[reference]!;
    const sum = cells[sumNow]! + distance;
    const squares = cells[squaresNow]! + distance * distance;
    const rest = firstOfBlock + this.#length + this.#place;
    cells[nextSum] = sum;
    cells[nextSquares] = squares;
    memory[write] = varianceOf(sum + cells[rest]!, squares + cells[rest + this.#length]!, this.#share);
  }

  private endBlock(): void {
    const cells = this.#cells;
    const length = this.#length;
    const last = cells[next]!;
    let sum = 0;
    let squares = 0;
    for (let i = (firstOfBlock + length - 1) | 0; i >= firstOfBlock; i = (i - 1) | 0) {
      const distance = cells[i]! - last;
      sum += distance;
      squares += distance * distance;
      cells[(i + length) | 0] = sum;
      cells[(i + 2 * length) | 0] = squares;
    }
    cells[reference] = last;
    cells[sumNow] = cells[squaresNow] = this.#place = 0;
  }
}

/** Slots: the value that is looked at, the variance with it, and the sums that it leads to, the reference, sum and squares of the block now. */
const next = 0;
const found = 1;
const nextSum = 2;
const nextSquares = 3;
const reference = 4;
const sumNow = 5;
const squaresNow = 6;
const firstOfBlock = 7;

/** Mean square of the distances less the square of their mean; where both are as good as the same, rounding may take it a hair below 0. */
export const varianceOf = (sum: number, squares: number, share: number): number => Math.abs(squares - sum * sum * share) * share;

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
