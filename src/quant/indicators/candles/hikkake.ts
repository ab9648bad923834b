import { PartsKernel } from '../kernel-parts.ts';
import { Candles } from './candles.ts';
import { definePattern, type Pattern } from './define-pattern.ts';

/** Slots of the memory: bars in a row that are numbers, the signal that waits, bars since it, and the prices that confirm it. */
const seen = 0;
const signal = 1;
const age = 2;
const high = 3;
const low = 4;

/** Bars within which a close beyond the inside bar confirms the pattern. */
const patience = 3;

/**
 * A false break out of inside bars, and twice as much where a close confirms it within three bars. It waits for the newest
 * pattern only. A NaN makes it begin anew after it.
 */
class HikkakeKernel extends PartsKernel {
  readonly #candles: Candles;
  readonly #pattern: Pattern;
  readonly #first: number;

  /** @param first bars that have to be there before a pattern can be. */
  constructor(pattern: Pattern, first: number) {
    const candles = new Candles();
    super(1, [candles], [0, 0, 0, 0, 0]);
    this.#candles = candles;
    this.#pattern = pattern;
    this.#first = first;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming } = this;
    const candles = this.#candles;
    const close = inputs[3]![index]!;
    candles.put(inputs[0]![index]!, inputs[1]![index]!, inputs[2]![index]!, close);
    this.result[0] = Number.NaN;
    if (Number.isNaN(inputs[0]![index]! + inputs[1]![index]! + inputs[2]![index]! + close)) {
      coming.fill(0);
      return;
    }
    coming.set(past);
    coming[seen] = Math.min(past[seen]! + 1, this.#pattern.warmup + 1);
    coming[age] = past[age]! + 1;
    const value = coming[seen] > this.#first ? this.#look(close) : 0;
    if (coming[seen] > this.#pattern.warmup) this.result[0] = value;
  }

  #look(close: number): number {
    const { coming } = this;
    const found = this.#pattern.match(this.#candles, 0);
    if (found !== 0) {
      coming[signal] = found;
      coming[age] = 0;
      coming[high] = this.#candles.high(1);
      coming[low] = this.#candles.low(1);
      return found;
    }
    const waits = coming[signal]! !== 0 && coming[age]! <= patience;
    const isConfirmed = waits && (coming[signal]! > 0 ? close > coming[high]! : close < coming[low]!);
    if (!isConfirmed) return 0;
    const confirmed = 2 * coming[signal]!;
    coming[signal] = 0;
    return confirmed;
  }
}

/** Whether a candle lies within the range of the one before. */
const isInside = (c: Candles, back: number): boolean => c.high(back) < c.high(back + 1) && c.low(back) > c.low(back + 1);
const breaksDown = (c: Candles): boolean => c.high(0) < c.high(1) && c.low(0) < c.low(1);
const breaksUp = (c: Candles): boolean => c.high(0) > c.high(1) && c.low(0) > c.low(1);

const plain: Pattern = {
  name: 'hikkake', title: 'Hikkake', warmup: 5, description: 'A false break out of an inside bar; 200 either way where a close confirms it.',
  match: (c) => (isInside(c, 1) ? (breaksDown(c) ? 100 : breaksUp(c) ? -100 : 0) : 0),
};

const modified: Pattern = {
  name: 'hikkakemod', title: 'Modified hikkake', warmup: 10, description: 'A false break out of two inside bars, the first closing near its end; 200 either way where a close confirms it.',
  match(c) {
    if (!isInside(c, 2) || !isInside(c, 1)) return 0;
    if (breaksDown(c)) return c.close(2) <= c.low(2) + c.near(2) ? 100 : 0;
    return breaksUp(c) && c.close(2) >= c.high(2) - c.near(2) ? -100 : 0;
  },
};

export const hikkake = definePattern(plain, () => new HikkakeKernel(plain, 2));
export const hikkakemod = definePattern(modified, () => new HikkakeKernel(modified, 7));
