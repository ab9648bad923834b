import { fromState, toState, type IndicatorKernel, type KernelState, type Ticks } from '../kernel.ts';
import { lostInProduct } from '../rolling-mean.ts';
import { varianceOf } from '../rolling-variance.ts';

/**
 * Bands of population deviations round the simple average, over the blocks that `RollingMean` explains: its means and the variances of
 * `RollingVariance`, bit for bit, of one block that both share. Periods are two at least.
 *
 * The sums lie twice: those of the block without the value that is looked at, and with it. A bar that is settled makes the second the first, and
 * nothing is copied.
 */
export class RollingBands implements IndicatorKernel, Ticks {
  readonly #period: number;
  readonly #length: number;
  readonly #share: number;
  readonly #up: number;
  readonly #down: number;
  /** Its numbers in one piece: see the slots. Behind them the block now, and sums of the block before from a place to its end: distances, then squares. */
  readonly #cells: Float64Array;
  #place = 0;
  /** Where the sums of the block now lie; the others are those with the value that is looked at. */
  #now = firstSums;
  #hasBegun = false;
  readonly result: Float64Array;
  readonly forming: Float64Array;

  constructor(period: number, up: number, down: number) {
    this.#period = period;
    this.#length = period - 1;
    this.#share = 1 / period;
    this.#up = up;
    this.#down = down;
    this.#cells = new Float64Array(firstOfBlock + 3 * this.#length).fill(Number.NaN);
    this.#cells[isForming] = 0;
    this.result = this.#cells.subarray(0, value);
    this.forming = this.#cells.subarray(value, isForming + 1);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.#cells[value] = inputs[0]![index]!;
    this.find();
  }

  /** The value that was looked at lies in its place: the next place, or the next block. */
  commit(): void {
    const place = (this.#place + 1) | 0;
    this.#now = firstSums + secondSums - this.#now;
    if (place === this.#length) this.endBlock();
    else this.#place = place;
  }

  createTicks(): Ticks {
    return toTicks(this);
  }

  add(values: readonly number[]): Float64Array {
    if (this.#hasBegun) this.commit();
    return this.replace(values);
  }

  replace(values: readonly number[]): Float64Array {
    const cells = this.#cells;
    const given = values[0]!;
    cells[value] = given - (given - given);
    cells[isForming] = 1;
    this.#hasBegun = true;
    this.find();
    for (let k = 0; k < value; k++) cells[k] = cells[k]! - (cells[k]! - cells[k]!);
    return this.result;
  }

  save(): KernelState {
    return toState([this.#place, this.#now, ...this.#cells]);
  }

  load(state: KernelState): void {
    this.#place = fromState(state, 0);
    this.#now = fromState(state, 1);
    for (let i = 0; i < this.#cells.length; i++) this.#cells[i] = fromState(state, 2 + i);
    this.#cells[isForming] = 0;
    this.#hasBegun = false;
  }

  /** Finds the bands with the value that is looked at. */
  private find(): void {
    const cells = this.#cells;
    const now = this.#now;
    const coming = firstSums + secondSums - now;
    const place = (firstOfBlock + this.#place) | 0;
    const length = this.#length;
    const distance = cells[value]! - cells[reference]!;
    const sumOfMean = cells[now]! + distance;
    const sum = cells[now + 1]! + distance;
    const squares = cells[now + 2]! + distance * distance;
    const rest = cells[(place + length) | 0]!;
    const deviation = Math.sqrt(varianceOf(sum + rest, squares + cells[(place + 2 * length) | 0]!, this.#share));
    let mean = (cells[wholeReference]! + (sumOfMean + rest)) / this.#period;
    if (rest === 0 && this.areEqual()) mean = cells[value]!;
    if (deviation !== deviation) mean = deviation;
    cells[place] = cells[value]!;
    cells[coming] = sumOfMean;
    cells[coming + 1] = sum;
    cells[coming + 2] = squares;
    cells[upper] = mean + this.#up * deviation;
    cells[middle] = mean;
    cells[lower] = mean - this.#down * deviation;
  }

  /** Whether the whole window is one value: nothing is left of the block before from any of its places on, and the block now is the reference. */
  private areEqual(): boolean {
    const cells = this.#cells;
    const equal = cells[reference]!;
    if (cells[value] !== equal) return false;
    for (let k = 0; k < this.#place; k++) if (cells[firstOfBlock + k] !== equal) return false;
    for (let k = this.#place; k < this.#length; k++) if (cells[firstOfBlock + 2 * this.#length + k] !== 0) return false;
    return true;
  }

  private endBlock(): void {
    const cells = this.#cells;
    const length = this.#length;
    const last = cells[value]!;
    let sum = 0;
    let squares = 0;
    for (let i = (firstOfBlock + length - 1) | 0; i >= firstOfBlock; i = (i - 1) | 0) {
      const distance = cells[i]! - last;
      sum += distance;
      squares += distance * distance;
      cells[(i + length) | 0] = sum;
      cells[(i + 2 * length) | 0] = squares;
    }
    const now = this.#now;
    cells[reference] = last;
    cells[wholeReference] = last * this.#period;
    cells[now] = lostInProduct(last, this.#period, cells[wholeReference]);
    cells[now + 1] = cells[now + 2] = this.#place = 0;
  }
}

/** A parameter, because V8 asks a constant of an outer function at each call whether it is there yet. */
const toTicks = (bands: RollingBands): Ticks => ({ add: (values) => bands.add(values), replace: (values) => bands.replace(values), forming: bands.forming });

/**
 * Slots: the bands, the value that is looked at, whether it is the bar of a stream that is forming, the reference, the reference as often as
 * the window is long; the sums of the block twice: of distances for the mean, of distances, of squares.
 */
const upper = 0;
const middle = 1;
const lower = 2;
const value = 3;
const isForming = 4;
const reference = 5;
const wholeReference = 6;
const firstSums = 7;
const secondSums = 10;
const firstOfBlock = 13;
