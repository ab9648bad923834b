import { defineIndicator } from '../define-indicator.ts';
import { History } from '../history.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { noMovement } from '../no-movement.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { trueRange } from '../true-range.ts';
import { DxKernel } from './directional.ts';

/** Slots of the memory: indexes seen (up to the period), and their sum while they are being counted, the mean after that. */
const count = 0;
const mean = 1;

/** Directional movement index, smoothed as Wilder does after a plain mean of the first ones. A NaN makes it begin anew after it. */
class AdxKernel extends PartsKernel {
  readonly #index: DxKernel;
  readonly #period: number;

  constructor(timePeriod: number) {
    const index = new DxKernel(timePeriod);
    super(1, [index], [0, 0]);
    this.#index = index;
    this.#period = timePeriod;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const period = this.#period;
    this.#index.evaluate(inputs, index);
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
      result[0] = coming[mean] = isMoving ? (past[mean]! * (period - 1) + value) / period : past[mean]!;
      return;
    }
    coming[count] = past[count]! + 1;
    coming[mean] = past[mean]! + (isMoving ? value : 0);
    if (coming[count] === period) result[0] = coming[mean] /= period;
  }
}

/** The kernel's values over finite columns: moves and ranges, their index, and its mean, in one walk. */
function adxInto([highs, lows, closes]: readonly Float64Array[], period: number, out: Float64Array): void {
  let [plus, minus, range, index, average] = [0, 0, 0, 0, 0];
  const first = 2 * period - 1;
  out.fill(Number.NaN, 0, Math.min(first, out.length));
  for (let i = 1; i < out.length; i++) {
    const high = highs![i]!;
    const low = lows![i]!;
    const up = high - highs![i - 1]!;
    const down = lows![i - 1]! - low;
    const kept = i < period ? 0 : 1;
    plus = plus - (kept * plus) / period + (up > 0 && up > down ? up : 0);
    minus = minus - (kept * minus) / period + (down > 0 && up < down ? down : 0);
    range = range - (kept * range) / period + trueRange(high, low, closes![i - 1]!);
    if (i < period) continue;
    const hasRange = range >= noMovement;
    const plusShare = hasRange ? 100 * (plus / range) : 0;
    const minusShare = hasRange ? 100 * (minus / range) : 0;
    const isMoving = hasRange && plusShare + minusShare >= noMovement;
    if (isMoving) index = 100 * (Math.abs(minusShare - plusShare) / (plusShare + minusShare));
    if (i > first) {
      if (isMoving) average = (average * (period - 1) + index) / period;
    } else {
      average += isMoving ? index : 0;
      if (i < first) continue;
      average /= period;
    }
    out[i] = average;
  }
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
  computeColumns(inputs, { timePeriod }, [out]) {
    adxInto(inputs, timePeriod!, out!);
    return true;
  },
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
