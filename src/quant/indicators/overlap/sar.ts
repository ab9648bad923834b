import type { Param } from '../../../contract/model/param.ts';
import { defineIndicator, type IndicatorParams } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { largestReal, realParam } from '../params.ts';

/** How the stop of one side is sped up: at first, with each new extreme, at most. */
type Acceleration = { readonly first: number; readonly step: number; readonly most: number };

const limit = (first: number, step: number, most: number): Acceleration => ({ first: Math.min(first, most), step: Math.min(step, most), most });

/** Slots of the memory: bars in a row that are numbers (up to 2), side (1 long, -1 short), stop, extreme, acceleration, bar before. */
const count = 0;
const side = 1;
const stop = 2;
const extreme = 3;
const speed = 4;
const high = 5;
const low = 6;

/**
 * Wilder's stop that follows a trend and reverses it. Begins on the side of the stronger move between the first two bars, or on that
 * of a start value. Short stops are negative where asked for. A NaN makes it begin anew after it.
 */
class SarKernel extends PartsKernel {
  readonly #long: Acceleration;
  readonly #short: Acceleration;
  readonly #start: number;
  readonly #offset: number;
  readonly #shortSign: number;

  constructor(long: Acceleration, short: Acceleration, start = 0, offset = 0, shortSign: 1 | -1 = 1) {
    super(1, [], [0, 0, 0, 0, 0, 0, 0]);
    this.#long = long;
    this.#short = short;
    this.#start = start;
    this.#offset = offset;
    this.#shortSign = shortSign;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming } = this;
    const nextHigh = inputs[0]![index]!;
    const nextLow = inputs[1]![index]!;
    coming.set(past);
    coming[high] = nextHigh;
    coming[low] = nextLow;
    this.result[0] = Number.NaN;
    if (Number.isNaN(nextHigh + nextLow)) {
      coming[count] = 0;
      return;
    }
    coming[count] = Math.min(past[count]! + 1, 2);
    if (past[count] === 0) return;
    // At the first step the bar before counts as this one, as in TA-Lib.
    const isFirst = past[count] === 1;
    if (isFirst) this.#begin(nextHigh, nextLow);
    this.result[0] = this.#step(nextHigh, nextLow, isFirst ? nextHigh : past[high]!, isFirst ? nextLow : past[low]!);
  }

  #begin(nextHigh: number, nextLow: number): void {
    const { past, coming } = this;
    const [up, down] = [nextHigh - past[high]!, past[low]! - nextLow];
    const isLong = this.#start === 0 ? !(down > 0 && up < down) : this.#start > 0;
    coming[side] = isLong ? 1 : -1;
    coming[extreme] = isLong ? nextHigh : nextLow;
    coming[stop] = this.#start === 0 ? (isLong ? past[low]! : past[high]!) : Math.abs(this.#start);
    coming[speed] = isLong ? this.#long.first : this.#short.first;
  }

  /** The stop of this bar; what is in `coming` before and after it is the trend. */
  #step(nextHigh: number, nextLow: number, previousHigh: number, previousLow: number): number {
    const { coming } = this;
    const isLong = coming[side] === 1;
    const isReversed = isLong ? nextLow <= coming[stop]! : nextHigh >= coming[stop]!;
    let shown = coming[stop]!;
    if (isReversed) {
      shown = isLong ? Math.max(coming[extreme]!, previousHigh, nextHigh) : Math.min(coming[extreme]!, previousLow, nextLow);
      shown += isLong ? shown * this.#offset : -shown * this.#offset;
      coming[side] = isLong ? -1 : 1;
      coming[speed] = isLong ? this.#short.first : this.#long.first;
      coming[extreme] = isLong ? nextLow : nextHigh;
    } else {
      this.#speedUp(isLong ? nextHigh : nextLow);
    }
    const moved = shown + coming[speed]! * (coming[extreme]! - shown);
    const isLongNow = coming[side] === 1;
    coming[stop] = isLongNow ? Math.min(moved, previousLow, nextLow) : Math.max(moved, previousHigh, nextHigh);
    return isLongNow ? shown : this.#shortSign * shown;
  }

  #speedUp(reached: number): void {
    const { coming } = this;
    const isLong = coming[side] === 1;
    if (isLong ? reached <= coming[extreme]! : reached >= coming[extreme]!) return;
    const { step, most } = isLong ? this.#long : this.#short;
    coming[extreme] = reached;
    coming[speed] = Math.min(coming[speed]! + step, most);
  }
}

const accelerationParam = (name: string, title: string, byDefault: number): Param => realParam(name, title, byDefault, 0);

export const sar = defineIndicator({
  info: {
    name: 'sar',
    title: 'Parabolic stop and reverse',
    group: 'Trend',
    inputs: ['high', 'low'],
    params: [accelerationParam('acceleration', 'Acceleration', 0.02), accelerationParam('maximum', 'Acceleration at most', 0.2)],
    outputs: [overPrices('real', 'dots')],
    description: 'A stop that follows the trend ever faster and turns to the other side when it is hit.',
    source: 'TA-Lib SAR; J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
  },
  warmup: () => 1,
  createKernel({ acceleration, maximum }) {
    const both = limit(acceleration!, acceleration!, maximum!);
    return new SarKernel(both, both);
  },
});

function createExtended(params: IndicatorParams): SarKernel {
  const long = limit(params['accelerationInitLong']!, params['accelerationLong']!, params['accelerationMaxLong']!);
  const short = limit(params['accelerationInitShort']!, params['accelerationShort']!, params['accelerationMaxShort']!);
  return new SarKernel(long, short, params['startValue']!, params['offsetOnReverse']!, -1);
}

export const sarext = defineIndicator({
  info: {
    name: 'sarext',
    title: 'Parabolic stop and reverse, extended',
    group: 'Trend',
    inputs: ['high', 'low'],
    params: [
      { name: 'startValue', title: 'Start: 0 by itself, above long, below short', default: 0, min: -largestReal, max: largestReal, isInteger: false },
      accelerationParam('offsetOnReverse', 'Share added on reversal', 0),
      accelerationParam('accelerationInitLong', 'Long acceleration at first', 0.02), accelerationParam('accelerationLong', 'Long acceleration', 0.02),
      accelerationParam('accelerationMaxLong', 'Long acceleration at most', 0.2),
      accelerationParam('accelerationInitShort', 'Short acceleration at first', 0.02), accelerationParam('accelerationShort', 'Short acceleration', 0.02),
      accelerationParam('accelerationMaxShort', 'Short acceleration at most', 0.2),
    ],
    outputs: [overPrices('real', 'dots')],
    description: 'Parabolic stop with a start, a gap on reversal and an acceleration of its own for each side; short stops are negative.',
    source: 'TA-Lib SAREXT; J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
  },
  traits: { isRelative: true },
  warmup: () => 1,
  createKernel: createExtended,
});
