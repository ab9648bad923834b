import { defineIndicator } from '../define-indicator.ts';
import { History } from '../history.ts';
import { inPieces } from '../in-pieces.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { trueRange } from '../true-range.ts';
import { DxKernel } from './directional.ts';
import { hasMovement, oneSidedness } from './directional-movement.ts';

/** Slots of the memory: indexes seen (up to the period), and their sum while they are being counted, the mean after that. */
const count = 0;
const mean = 1;

/** Directional movement index, smoothed as Wilder does after a plain mean of the first ones. A NaN makes it begin anew after it. */
class AdxKernel extends PartsKernel {
  readonly #index: DxKernel;
  readonly #period: number;
  readonly #share: number;

  constructor(timePeriod: number) {
    const index = new DxKernel(timePeriod);
    super(1, [index], [0, 0]);
    this.#index = index;
    this.#period = timePeriod;
    this.#share = 1 / timePeriod;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.step(inputs[0]![index]!, inputs[1]![index]!, inputs[2]![index]!);
  }

  step(high: number, low: number, close: number): void {
    const { past, coming, result } = this;
    const period = this.#period;
    this.#index.step(high, low, close);
    const value = this.#index.result[0]!;
    result[0] = Number.NaN;
    if (value !== value) {
      coming[count] = coming[mean] = 0;
      return;
    }
    // A bar without movement adds nothing to the first mean and leaves the later ones as they are.
    const isMoving = this.#index.hasMovement;
    if (past[count] === period) {
      coming[count] = period;
      result[0] = coming[mean] = isMoving ? past[mean]! + (value - past[mean]!) * this.#share : past[mean]!;
      return;
    }
    coming[count] = past[count]! + 1;
    coming[mean] = past[mean]! + (isMoving ? value : 0);
    if (coming[count] === period) result[0] = coming[mean] /= period;
  }

  override commit(): void {
    const { past } = this;
    this.past = this.coming;
    this.coming = past;
    this.#index.commit();
  }

  createTicks(forming: Float64Array): Ticks {
    const { result } = this;
    const replace = (values: readonly number[]): Float64Array => {
      const high = (forming[0] = numberOf(values[0]!));
      const low = (forming[1] = numberOf(values[1]!));
      const close = (forming[2] = numberOf(values[2]!));
      forming[3] = 1;
      this.step(high, low, close);
      result[0] = numberOf(result[0]!);
      return result;
    };
    const add = (values: readonly number[]): Float64Array => {
      if (forming[3] === 1) this.commit();
      return replace(values);
    };
    return { add, replace };
  }
}

/**
 * The kernel's values over columns: moves and ranges, their index, and its mean, in one walk. Which move counts is decided by products
 * with 0 and 1, without a branch that no processor could guess. False where a price is no finite number: it would have stayed in the
 * sums until the end.
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
    plus = plus - plus * share + rise * Number(rise > fall);
    minus = minus - minus * share + fall * Number(fall > rise);
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
