import { fromState, toState, type KernelState } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';

/**
 * Sum of the last values by a running sum that carries what each addition and each removal rounded away (Kahan 1965), so that
 * every sum is as good as one made afresh, at any price level. A NaN gives NaN until it has left the window, then the sums are
 * right again.
 */
export class RollingSum implements KernelPart {
  readonly period: number;
  readonly #window: Float64Array;
  #count = 0;
  #position = 0;
  #sum = 0;
  #lostOnAdd = 0;
  #lostOnRemove = 0;
  #previous = Number.NaN;
  /** Equal values in a row, up to now. */
  #equal = 0;
  /** Finite values in a row, up to a period: what was no number has left the window when there are as many. */
  #good = 0;
  #nextValue = 0;
  #nextSum = 0;
  #nextLostOnAdd = 0;
  #nextLostOnRemove = 0;
  #nextEqual = 0;

  constructor(period: number) {
    this.period = period;
    this.#window = new Float64Array(period);
  }

  /** The sum if this value comes next; NaN before there are as many as a period. */
  peek(value: number): number {
    this.#nextValue = value;
    this.#nextEqual = value === this.#previous ? this.#equal + 1 : 1;
    const added = value - this.#lostOnAdd;
    let sum = this.#sum + added;
    this.#nextLostOnAdd = sum - this.#sum - added;
    this.#nextLostOnRemove = this.#lostOnRemove;
    if (this.#count === this.period) {
      const removed = -this.#window[this.#position]! - this.#lostOnRemove;
      const rest = sum + removed;
      this.#nextLostOnRemove = rest - sum - removed;
      sum = rest;
    }
    if (sum !== sum && this.#good >= this.period - 1) sum = this.#sumAfresh(value);
    this.#nextSum = sum;
    if (this.#count < this.period - 1) return Number.NaN;
    return this.#nextEqual >= this.period ? value * this.period : sum;
  }

  /** The mean if this value comes next: exactly that value where the whole window has it. */
  peekMean(value: number): number {
    const sum = this.peek(value);
    return this.#nextEqual >= this.period ? value : sum / this.period;
  }

  commit(): void {
    const value = this.#nextValue;
    this.#window[this.#position] = value;
    if (value - value !== 0) this.#good = 0;
    else if (this.#good < this.period) this.#good += 1;
    this.#position = this.#position + 1 === this.period ? 0 : this.#position + 1;
    if (this.#count < this.period) this.#count += 1;
    this.#sum = this.#nextSum;
    this.#lostOnAdd = this.#nextLostOnAdd;
    this.#lostOnRemove = this.#nextLostOnRemove;
    this.#previous = value;
    this.#equal = this.#nextEqual;
  }

  save(): KernelState {
    return toState([this.#count, this.#position, this.#sum, this.#lostOnAdd, this.#lostOnRemove, this.#previous, this.#equal, this.#good, ...this.#window]);
  }

  load(state: KernelState): void {
    this.#count = fromState(state, 0);
    this.#position = fromState(state, 1);
    this.#sum = fromState(state, 2);
    this.#lostOnAdd = fromState(state, 3);
    this.#lostOnRemove = fromState(state, 4);
    this.#previous = fromState(state, 5);
    this.#equal = fromState(state, 6);
    this.#good = fromState(state, 7);
    for (let i = 0; i < this.period; i++) this.#window[i] = fromState(state, 8 + i);
  }

  /** The sum of the window with this value in the place of the oldest. */
  #sumAfresh(value: number): number {
    this.#nextLostOnAdd = 0;
    this.#nextLostOnRemove = 0;
    let sum = value;
    for (let i = 0; i < this.#count; i++) if (i !== this.#position) sum += this.#window[i]!;
    return sum;
  }
}
