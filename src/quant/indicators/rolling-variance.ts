import { History } from './history.ts';
import { SeriesKernel } from './kernel-parts.ts';

/** Slots of the memory: what the values are measured from, so that squares of a price level never enter the sums. */
const origin = 0;
/** Sum of distances from the origin, and of their squares. */
const sum = 1;
const squares = 2;
/** Largest sum of squares since it was made afresh: what its rounding errors are of the size of. */
const peak = 3;
const steps = 4;
/** Values in a row that are numbers, up to a period. */
const good = 5;

/** A variance that is less than this share of the squares it came from has lost too many digits to be trusted. */
const worthTrusting = 1e-3;

/**
 * Population variance of the last values. Distances from a value of the window are summed, not prices; the sums are carried from
 * bar to bar and made afresh by the two-pass formula once in a period, and at every bar whose variance would have lost digits.
 * So it keeps its digits at any price level and after any spike. NaN while a NaN is in the window.
 */
export class RollingVariance extends SeriesKernel {
  readonly #period: number;
  readonly #values: History;

  constructor(period: number) {
    const values = new History(period);
    super([values], [0, 0, 0, 0, 0, 0]);
    this.#period = period;
    this.#values = values;
  }

  peek(value: number): number {
    const { past, coming } = this;
    const period = this.#period;
    const values = this.#values;
    values.put(value);
    const row = past[good]!;
    coming[good] = value - value !== 0 ? 0 : row < period ? row + 1 : period;
    if (coming[good]! < period) return Number.NaN;
    if (row < period || past[steps]! >= period) return this.#beginAfresh();
    const from = past[origin]!;
    const added = value - from;
    const removed = values.back(period) - from;
    const nextSum = past[sum]! + (added - removed);
    const nextSquares = past[squares]! + (added - removed) * (added + removed);
    const largest = nextSquares > past[peak]! ? nextSquares : past[peak]!;
    const spread = nextSquares - (nextSum * nextSum) / period;
    if (!(spread >= largest * worthTrusting)) return this.#beginAfresh();
    coming[origin] = from;
    coming[sum] = nextSum;
    coming[squares] = nextSquares;
    coming[peak] = largest;
    coming[steps] = past[steps]! + 1;
    return spread / period;
  }

  #beginAfresh(): number {
    const { coming } = this;
    const period = this.#period;
    const values = this.#values;
    const from = values.back(0);
    let shift = 0;
    for (let i = 1; i < period; i++) shift += values.back(i) - from;
    const mean = from + shift / period;
    let [rest, all] = [0, 0];
    for (let i = 0; i < period; i++) {
      const distance = values.back(i) - mean;
      rest += distance;
      all += distance * distance;
    }
    coming[origin] = mean;
    coming[sum] = rest;
    coming[squares] = all;
    coming[peak] = all;
    coming[steps] = 1;
    return Math.max(0, all - (rest * rest) / period) / period;
  }
}
