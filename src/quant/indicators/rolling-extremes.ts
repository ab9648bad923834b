import { highestInto, lowestInto } from './extremes-into.ts';
import { fromState, toState, type IndicatorKernel, type KernelState } from './kernel.ts';
import { runKernel } from './run-kernel.ts';

/**
 * Highest (sign 1) or lowest (sign -1) of a window. The series is cut into blocks as long as the window; a window is the end of one block and the
 * start of the next, so that its best is the better of two that are carried along, whatever the period (M. van Herk, J. Gil and M. Werman).
 * NaN while a NaN is in the window.
 */
export class ExtremeKernel implements IndicatorKernel {
  readonly result = new Float64Array([Number.NaN]);
  readonly #period: number;
  readonly #isHighest: boolean;
  /** Its numbers in one piece: see the slots. Behind them the block now, and the best of the block before from a place to its end. */
  readonly #cells: Float64Array;
  #place = 0;
  /** Good values in a row, up to a period: a NaN has left the window when there are as many. */
  #good = 0;

  constructor(timePeriod: number, sign: 1 | -1) {
    this.#period = timePeriod;
    this.#isHighest = sign === 1;
    this.#cells = new Float64Array(firstOfBlock + 2 * timePeriod + 1);
    this.#cells[bestNow] = this.#cells[firstOfBlock + 2 * timePeriod] = -sign * Number.POSITIVE_INFINITY;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.result[0] = this.peek(inputs[0]![index]!);
  }

  /** The extreme if this value comes next; NaN while the window is not whole. */
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
    const cells = this.#cells;
    const value = cells[next]!;
    const place = this.#place;
    if (value !== value) this.#good = 0;
    else if (this.#good < this.#period) this.#good += 1;
    cells[firstOfBlock + place] = value;
    cells[bestNow] = cells[bestNext]!;
    if (place + 1 === this.#period) this.endBlock();
    else this.#place = place + 1;
  }

  save(): KernelState {
    // The block before is worse than any value where there is none; JSON has no infinities.
    return toState([this.#place, this.#good, ...this.#cells.map((value) => (Math.abs(value) === Number.POSITIVE_INFINITY ? Number.NaN : value))]);
  }

  load(state: KernelState): void {
    const worst = this.#isHighest ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    this.#place = fromState(state, 0);
    this.#good = fromState(state, 1);
    for (let i = 0; i < this.#cells.length; i++) this.#cells[i] = fromState(state, 2 + i);
    if (this.#cells[bestNow] !== this.#cells[bestNow]) this.#cells[bestNow] = worst;
    this.#cells[this.#cells.length - 1] = worst;
  }

  /** Finds the extreme with the next value and puts it into a slot. */
  private find(memory: Float64Array, write: number): void {
    const cells = this.#cells;
    const value = cells[next]!;
    const isHighest = this.#isHighest;
    const now = cells[bestNow]!;
    // The better of two is picked by its place: no processor could guess a branch.
    cells[pick] = now;
    cells[pick + 1] = value;
    const coming = cells[pick + Number(isHighest ? value > now : value < now)]!;
    const before = cells[firstOfBlock + this.#period + this.#place + 1]!;
    cells[bestNext] = coming;
    cells[pick + 2] = coming;
    cells[pick + 3] = before;
    const best = cells[pick + 2 + Number(isHighest ? before > coming : before < coming)]!;
    memory[write] = value !== value || this.#good < this.#period - 1 ? Number.NaN : best;
  }

  private endBlock(): void {
    const cells = this.#cells;
    const period = this.#period;
    const isHighest = this.#isHighest;
    let best = cells[firstOfBlock + 2 * period]!;
    cells[bestNow] = best;
    for (let i = (firstOfBlock + period - 1) | 0; i >= firstOfBlock; i = (i - 1) | 0) {
      const value = cells[i]!;
      cells[pick] = best;
      cells[pick + 1] = value;
      best = cells[pick + Number(isHighest ? value > best : value < best)]!;
      cells[(i + period) | 0] = best;
    }
    this.#place = 0;
  }
}

/** Slots: the value that is looked at, the extreme with it, the best of the block now, without and with that value, two pairs to pick from. */
const next = 0;
const found = 1;
const bestNow = 2;
const bestNext = 3;
const pick = 4;
const firstOfBlock = 8;

/** Highest (sign 1) or lowest (sign -1) of each window of a column; false where a value is no finite number. */
export const extremeInto = (values: Float64Array, period: number, sign: 1 | -1, out: Float64Array): boolean =>
  sign === 1 ? highestInto(values, period, out) : lowestInto(values, period, out);

/** Highest of the last `timePeriod` values, this one included. NaN before there are as many, and while a NaN is among them. */
export const computeRollingMax = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new ExtremeKernel(timePeriod, 1), values, out, (target) => extremeInto(values, timePeriod, 1, target));

/** Lowest of the last `timePeriod` values, this one included. NaN before there are as many, and while a NaN is among them. */
export const computeRollingMin = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new ExtremeKernel(timePeriod, -1), values, out, (target) => extremeInto(values, timePeriod, -1, target));
