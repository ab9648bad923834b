import { inPieces } from './in-pieces.ts';
import { fromState, toState, type KernelState } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';

/**
 * At which bar the highest (sign 1) or lowest (sign -1) value of a window came, by a monotonic queue that keeps equal values. A
 * value as good as the best takes its place when it comes. Once the best has left the window, the next is the oldest of the best
 * ('first') or the newest ('last'): the two rules that TA-Lib has. NaN while a NaN is in the window.
 */
export class ExtremeBar implements KernelPart {
  readonly #period: number;
  readonly #sign: number;
  readonly #isFirst: boolean;
  readonly #values: Float64Array;
  readonly #bars: Float64Array;
  #head = 0;
  #size = 0;
  #bar = 0;
  /** Values in a row that are numbers, up to a period. */
  #good = 0;
  /** Bar of the best value of the last whole window; -1 where there was none. */
  #best = -1;
  #bestValue = Number.NaN;
  #nextValue = Number.NaN;
  #nextBest = -1;
  #nextBestValue = Number.NaN;

  constructor(period: number, sign: 1 | -1, afterLeaving: 'first' | 'last') {
    this.#period = period;
    this.#sign = sign;
    this.#isFirst = afterLeaving === 'first';
    this.#values = new Float64Array(period);
    this.#bars = new Float64Array(period);
  }

  /** The bar of the best value if this value comes next, counted from the first bar ever shown. */
  peek(value: number): number {
    this.#nextValue = value;
    this.#nextBest = -1;
    this.#nextBestValue = Number.NaN;
    if (value !== value || this.#good < this.#period - 1) return Number.NaN;
    const isBestGone = this.#best <= this.#bar - this.#period;
    if (isBestGone) this.#findBest(value);
    else this.#take(value * this.#sign >= this.#bestValue * this.#sign ? value : this.#bestValue, value * this.#sign >= this.#bestValue * this.#sign ? this.#bar : this.#best);
    return this.#nextBest;
  }

  commit(): void {
    const value = this.#nextValue;
    if (this.#isFirstLeaving()) {
      this.#head = this.#place(1);
      this.#size -= 1;
    }
    if (value === value) {
      while (this.#size > 0 && this.#values[this.#place(this.#size - 1)]! * this.#sign < value * this.#sign) this.#size -= 1;
      const at = this.#place(this.#size);
      this.#values[at] = value;
      this.#bars[at] = this.#bar;
      this.#size += 1;
      if (this.#good < this.#period) this.#good += 1;
    } else {
      this.#good = 0;
    }
    this.#best = this.#nextBest;
    this.#bestValue = this.#nextBestValue;
    this.#bar += 1;
  }

  save(): KernelState {
    const queue = Array.from({ length: this.#size }, (_, i) => this.#place(i));
    return toState([
      this.#bar, this.#good, this.#best, this.#bestValue, this.#size, ...queue.map((at) => this.#values[at]!), ...queue.map((at) => this.#bars[at]!),
    ]);
  }

  load(state: KernelState): void {
    this.#bar = fromState(state, 0);
    this.#good = fromState(state, 1);
    this.#best = fromState(state, 2);
    this.#bestValue = fromState(state, 3);
    this.#size = fromState(state, 4);
    this.#head = 0;
    for (let i = 0; i < this.#size; i++) {
      this.#values[i] = fromState(state, 5 + i);
      this.#bars[i] = fromState(state, 5 + this.#size + i);
    }
  }

  #findBest(value: number): void {
    const skipped = this.#isFirstLeaving() ? 1 : 0;
    if (this.#size <= skipped) {
      this.#take(value, this.#bar);
      return;
    }
    const first = this.#place(skipped);
    const best = this.#values[first]!;
    const isBetter = this.#isFirst ? value * this.#sign > best * this.#sign : value * this.#sign >= best * this.#sign;
    if (isBetter) {
      this.#take(value, this.#bar);
      return;
    }
    let last = skipped;
    if (!this.#isFirst) while (last + 1 < this.#size && this.#values[this.#place(last + 1)] === best) last += 1;
    this.#take(best, this.#bars[this.#place(last)]!);
  }

  #take(value: number, bar: number): void {
    this.#nextBest = bar;
    this.#nextBestValue = value;
  }

  /** Whether the first value of the queue leaves the window when the next one comes. */
  #isFirstLeaving(): boolean {
    return this.#size > 0 && this.#bars[this.#head]! <= this.#bar - this.#period;
  }

  /** Where in the ring the value lies that is so many behind the first. */
  #place(behind: number): number {
    const at = this.#head + behind;
    return at >= this.#period ? at - this.#period : at;
  }
}

/**
 * How many bars ago the highest (sign 1) or lowest (sign -1) of each window of a finite column came, the newest of equal ones; the 'last' of
 * `ExtremeBar`. The queue holds bars whose values fall off (rise) towards the newest, each of which enters and leaves it once.
 */
export function extremeAgesInto(values: Float64Array, window: number, sign: 1 | -1, out: Float64Array): void {
  const queue = new Int32Array(Math.min(window, values.length) + 1);
  const state = Int32Array.of(0, 0);
  inPieces(0, values.length, (from, to) => agesOfPiece(values, window, sign, queue, state, from, to, out));
  out.fill(Number.NaN, 0, Math.min(window - 1, values.length));
}

/** @param state place of the queue's first bar in its ring, and how many there are. */
function agesOfPiece(values: Float64Array, window: number, sign: 1 | -1, queue: Int32Array, state: Int32Array, from: number, to: number, out: Float64Array): void {
  const places = queue.length;
  let head = state[0]!;
  let size = state[1]!;
  for (let i = from | 0; i < to; i = (i + 1) | 0) {
    const value = values[i]! * sign;
    if (size > 0 && queue[head]! <= i - window) {
      head = head + 1 === places ? 0 : head + 1;
      size -= 1;
    }
    let last = head + size - 1;
    if (last >= places) last -= places;
    while (size > 0 && values[queue[last]!]! * sign <= value) {
      size -= 1;
      last = last === 0 ? places - 1 : last - 1;
    }
    last = last + 1 === places ? 0 : last + 1;
    queue[last] = i;
    size += 1;
    out[i] = i - queue[head]!;
  }
  state[0] = head;
  state[1] = size;
}
