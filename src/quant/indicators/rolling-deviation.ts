import { fromState, toState, type KernelState } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';
import { RollingMean } from './rolling-mean.ts';

/** Mean absolute distance of the last values from their mean, by the definition in every window. NaN while a NaN is in it. */
export class RollingDeviation implements KernelPart {
  readonly #period: number;
  readonly #mean: RollingMean;
  /** Mean and deviation of the window looked at last, NaN while there is none; behind them the values twice, one period apart, so that every window lies in one piece. */
  readonly #cells: Float64Array;
  #place = 0;

  constructor(period: number) {
    this.#period = period;
    this.#mean = new RollingMean(period);
    this.#cells = new Float64Array(firstValue + 2 * period).fill(Number.NaN, 0, firstValue);
  }

  /** The deviation if this value comes next. */
  peek(value: number): number {
    this.#cells[firstValue + this.#place] = value;
    this.find();
    return this.#cells[deviationNow]!;
  }

  /** The same from one slot of an array to two others, for the mean and the deviation: no number is handed over, which V8 would wrap into an object. */
  look(memory: Float64Array, read: number, mean: number, deviation: number): void {
    this.#cells[firstValue + this.#place] = memory[read]!;
    this.find();
    memory[mean] = this.#cells[meanNow]!;
    memory[deviation] = this.#cells[deviationNow]!;
  }

  commit(): void {
    this.#mean.commit();
    this.#place = this.#place + 1 === this.#period ? 0 : this.#place + 1;
  }

  save(): KernelState {
    return [...toState([this.#place, ...this.#cells]), ...this.#mean.save()];
  }

  load(state: KernelState): void {
    this.#place = fromState(state, 0);
    for (let i = 0; i < this.#cells.length; i++) this.#cells[i] = fromState(state, 1 + i);
    this.#mean.load(state.slice(1 + this.#cells.length));
  }

  /** Looks at the value that was put into its place. */
  private find(): void {
    const cells = this.#cells;
    const at = (firstValue + this.#place) | 0;
    const last = (at + this.#period) | 0;
    cells[last] = cells[at]!;
    this.#mean.look(cells, at, meanNow);
    const mean = cells[meanNow]!;
    let sum = mean - mean;
    for (let i = (at + 1) | 0; i <= last; i = (i + 1) | 0) sum += Math.abs(cells[i]! - mean);
    cells[deviationNow] = sum / this.#period;
  }
}

const meanNow = 0;
const deviationNow = 1;
const firstValue = 2;

/** Sum of the absolute distances of some values in a row from their mean, oldest first. */
function distancesFrom(values: Float64Array, first: number, last: number, mean: number): number {
  let sum = 0;
  for (let i = first | 0, end = last | 0; i <= end; i = (i + 1) | 0) sum += Math.abs(values[i]! - mean);
  return sum;
}

/**
 * Puts the mean distance of each window into the place of its mean, for windows that end from one bar to before another. Four windows at
 * once: each value that they share is read once, and no sum waits for another.
 */
export function deviationsInto(values: Float64Array, period: number, from: number, to: number, means: Float64Array): void {
  let bar = from | 0;
  const end = to | 0;
  if (period >= 4) {
    for (; bar + 3 < end; bar = (bar + 4) | 0) fourDeviations(values, period, bar, means);
  }
  for (; bar < end; bar = (bar + 1) | 0) means[bar] = distancesFrom(values, bar - period + 1, bar, means[bar]!) / period;
}

function fourDeviations(values: Float64Array, period: number, bar: number, means: Float64Array): void {
  const meanA = means[bar]!;
  const meanB = means[bar + 1]!;
  const meanC = means[bar + 2]!;
  const meanD = means[bar + 3]!;
  const first = (bar - period + 1) | 0;
  const second = values[first + 1]!;
  const third = values[first + 2]!;
  let a = Math.abs(values[first]! - meanA) + Math.abs(second - meanA) + Math.abs(third - meanA);
  let b = Math.abs(second - meanB) + Math.abs(third - meanB);
  let c = Math.abs(third - meanC);
  let d = 0;
  for (let i = (first + 3) | 0; i <= bar; i = (i + 1) | 0) {
    const value = values[i]!;
    a += Math.abs(value - meanA);
    b += Math.abs(value - meanB);
    c += Math.abs(value - meanC);
    d += Math.abs(value - meanD);
  }
  const next = values[bar + 1]!;
  const afterNext = values[bar + 2]!;
  b += Math.abs(next - meanB);
  c = c + Math.abs(next - meanC) + Math.abs(afterNext - meanC);
  d = d + Math.abs(next - meanD) + Math.abs(afterNext - meanD) + Math.abs(values[bar + 3]! - meanD);
  means[bar] = a / period;
  means[bar + 1] = b / period;
  means[bar + 2] = c / period;
  means[bar + 3] = d / period;
}
