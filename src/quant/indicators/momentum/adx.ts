import { defineIndicator } from '../define-indicator.ts';
import { History } from '../history.ts';
import { inPieces } from '../in-pieces.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { trueRange } from '../true-range.ts';
import { hasMovement, oneSidedness } from './directional-movement.ts';

/** Slots of the memory: the output; the bar before; moves seen, up to one more than the period; the sums that Wilder smooths. */
const output = 0;
const highBefore = 1;
const lowBefore = 2;
const closeBefore = 3;
const moves = 4;
const plus = 5;
const minus = 6;
const range = 7;
/** Indexes seen, up to the period, and their sum while they are being counted, the mean after that. */
const count = 8;
const mean = 9;
/** So far behind each of them lies what it becomes with the bar that is looked at. */
const remembered = 9;
/** The bar that is forming, and whether there is one. */
const high = 19;
const low = 20;
const close = 21;
const isForming = 22;

/**
 * Directional movement index, smoothed as Wilder does after a plain mean of the first ones. A NaN makes it begin anew after it. The moves are
 * those of `DirectionalMovement`, in one piece with their mean; which one counts is decided by products with 0 and 1, as in the columns.
 */
class AdxKernel extends PartsKernel {
  readonly #period: number = 0;
  readonly #share: number = 0.5;

  constructor(timePeriod: number) {
    super(1, [], [Number.NaN, Number.NaN, Number.NaN, 0, 0, 0, 0, 0, 0], 3);
    this.#period = timePeriod;
    this.#share = 1 / timePeriod;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { memory } = this;
    memory[high] = inputs[0]![index]!;
    memory[low] = inputs[1]![index]!;
    memory[close] = inputs[2]![index]!;
    this.look();
  }

  override commit(): void {
    const { memory } = this;
    memory[highBefore] = memory[highBefore + remembered]!;
    memory[lowBefore] = memory[lowBefore + remembered]!;
    memory[closeBefore] = memory[closeBefore + remembered]!;
    memory[moves] = memory[moves + remembered]!;
    memory[plus] = memory[plus + remembered]!;
    memory[minus] = memory[minus + remembered]!;
    memory[range] = memory[range + remembered]!;
    memory[count] = memory[count + remembered]!;
    memory[mean] = memory[mean + remembered]!;
  }

  createTicks(): Ticks {
    return { add: (values) => this.add(values), replace: (values) => this.replace(values), forming: this.forming };
  }

  private add(values: readonly number[]): Float64Array {
    if (this.memory[isForming] === 1) this.commit();
    return this.replace(values);
  }

  private replace(values: readonly number[]): Float64Array {
    const { memory } = this;
    memory[high] = numberOf(values[0]!);
    memory[low] = numberOf(values[1]!);
    memory[close] = numberOf(values[2]!);
    memory[isForming] = 1;
    this.look();
    memory[output] = numberOf(memory[output]!);
    return this.result;
  }

  /** Looks at the bar that is forming. */
  private look(): void {
    const { memory } = this;
    const period = this.#period;
    const up = memory[high]! - memory[highBefore]!;
    const down = memory[lowBefore]! - memory[low]!;
    const spread = trueRange(memory[high]!, memory[low]!, memory[closeBefore]!);
    memory[highBefore + remembered] = memory[high]!;
    memory[lowBefore + remembered] = memory[low]!;
    memory[closeBefore + remembered] = memory[close]!;
    if (up + down + spread !== up + down + spread) {
      this.forget();
      return;
    }
    const seen = memory[moves]!;
    // A share of the sums is forgotten once the first moves are all there.
    const forgotten = seen < period - 1 ? 0 : this.#share;
    const rise = (up + Math.abs(up)) * 0.5;
    const fall = (down + Math.abs(down)) * 0.5;
    memory[moves + remembered] = seen > period ? seen : seen + 1;
    memory[plus + remembered] = memory[plus]! - memory[plus]! * forgotten + rise * Number(rise > fall);
    memory[minus + remembered] = memory[minus]! - memory[minus]! * forgotten + fall * Number(fall > rise);
    memory[range + remembered] = memory[range]! - memory[range]! * forgotten + spread;
    this.average();
  }

  /** The mean with the index of the moves so far; a bar without movement adds nothing to the first mean and leaves the later ones as they are. */
  private average(): void {
    const { memory } = this;
    const period = this.#period;
    const rises = memory[plus + remembered]!;
    const falls = memory[minus + remembered]!;
    if (memory[moves + remembered]! < period) {
      memory[count + remembered] = memory[mean + remembered] = 0;
      memory[output] = Number.NaN;
      return;
    }
    const isMoving = hasMovement(rises + falls, memory[range + remembered]!);
    const before = memory[mean]!;
    if (memory[count] === period) {
      memory[count + remembered] = period;
      memory[output] = memory[mean + remembered] = isMoving ? before + (oneSidedness(rises, falls) - before) * this.#share : before;
      return;
    }
    const seen = memory[count]! + 1;
    const sum = before + (isMoving ? oneSidedness(rises, falls) : 0);
    memory[count + remembered] = seen;
    memory[mean + remembered] = seen === period ? sum / period : sum;
    memory[output] = seen === period ? sum / period : Number.NaN;
  }

  private forget(): void {
    const { memory } = this;
    for (let i = moves; i <= mean; i++) memory[i + remembered] = 0;
    memory[output] = Number.NaN;
  }
}

/**
 * The kernel's values over columns: moves and ranges, their index, and its mean, in one walk. False where a price is no finite number: it
 * would have stayed in the sums until the end.
 */
function adxInto([highs, lows, closes]: readonly Float64Array[], period: number, out: Float64Array): boolean {
  const [high, low, close] = [highs!, lows!, closes!];
  const share = 1 / period;
  const first = 2 * period - 1;
  let plus = 0;
  let minus = 0;
  let range = 0;
  let average = 0;
  out.fill(Number.NaN, 0, Math.min(first, out.length));
  // The first sums and the first mean are plain.
  for (let i = 1; i <= first && i < out.length; i++) {
    const up = high[i]! - high[i - 1]!;
    const down = low[i - 1]! - low[i]!;
    const rise = (up + Math.abs(up)) * 0.5;
    const fall = (down + Math.abs(down)) * 0.5;
    const forgotten = i < period ? 0 : share;
    plus = plus - plus * forgotten + rise * Number(rise > fall);
    minus = minus - minus * forgotten + fall * Number(fall > rise);
    range = range - range * forgotten + trueRange(high[i]!, low[i]!, close[i - 1]!);
    if (i >= period && hasMovement(plus + minus, range)) average += oneSidedness(plus, minus);
  }
  if (first >= out.length) return Number.isFinite(plus + minus + range);
  average /= period;
  out[first] = average;
  const state = Float64Array.of(plus, minus, range, average);
  inPieces(first + 1, out.length, (from, to) => smoothInto(high, low, close, share, state, from, to, out));
  return Number.isFinite(state[0]! + state[1]! + state[2]!);
}

/** Twice nothing and a move, of which a comparison picks one by its place: without a branch that no processor could guess. */
const cells = new Float64Array(4);

/** A piece of the columns; sums and mean are taken from `state` and left there. */
function smoothInto(
  high: Float64Array, low: Float64Array, close: Float64Array, share: number, state: Float64Array, from: number, to: number, out: Float64Array,
): void {
  let plus = state[0]!;
  let minus = state[1]!;
  let range = state[2]!;
  let average = state[3]!;
  let highBefore = high[from - 1]!;
  let lowBefore = low[from - 1]!;
  let closeBefore = close[from - 1]!;
  for (let i = from | 0, end = to | 0; i < end; i = (i + 1) | 0) {
    const highNow = high[i]!;
    const lowNow = low[i]!;
    const up = highNow - highBefore;
    const down = lowBefore - lowNow;
    const rise = (up + Math.abs(up)) * 0.5;
    const fall = (down + Math.abs(down)) * 0.5;
    cells[1] = rise;
    cells[3] = fall;
    plus = plus - plus * share + cells[Number(rise > fall)]!;
    minus = minus - minus * share + cells[2 + Number(fall > rise)]!;
    range = range - range * share + trueRange(highNow, lowNow, closeBefore);
    if (hasMovement(plus + minus, range)) average += (oneSidedness(plus, minus) - average) * share;
    out[i] = average;
    highBefore = highNow;
    lowBefore = lowNow;
    closeBefore = close[i]!;
  }
  state[0] = plus;
  state[1] = minus;
  state[2] = range;
  state[3] = average;
}

/** Middle of the index now and a period less one bar ago. */
class AdxrKernel extends PartsKernel {
  readonly #index: AdxKernel;
  readonly #before: History;
  readonly #period: number;

  constructor(timePeriod: number) {
    const [index, before] = [new AdxKernel(timePeriod), new History(timePeriod - 1)];
    super(1, [index, before]);
    this.#index = index;
    this.#before = before;
    this.#period = timePeriod;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.#index.evaluate(inputs, index);
    const value = this.#index.result[0]!;
    this.#before.put(value);
    this.result[0] = (value + this.#before.back(this.#period - 1)) / 2;
  }
}

export const adx = defineIndicator({
  info: {
    name: 'adx',
    title: 'Average directional index',
    group: 'Momentum',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane()],
    description: 'How strong the trend is, whichever way it goes, from 0 to 100.',
    source: 'TA-Lib ADX; J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
  },
  warmup: ({ timePeriod }) => 2 * timePeriod! - 1,
  createKernel: ({ timePeriod }) => new AdxKernel(timePeriod!),
  computeColumns: (inputs, { timePeriod }, [out]) => adxInto(inputs, timePeriod!, out!),
});

export const adxr = defineIndicator({
  info: {
    name: 'adxr',
    title: 'Average directional index rating',
    group: 'Momentum',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane()],
    description: 'Mean of the average directional index now and a period ago.',
    source: 'TA-Lib ADXR; J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
  },
  warmup: ({ timePeriod }) => 3 * timePeriod! - 2,
  createKernel: ({ timePeriod }) => new AdxrKernel(timePeriod!),
});
