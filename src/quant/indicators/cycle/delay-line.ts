import { fromState, toState, type KernelState } from '../kernel.ts';
import type { KernelPart } from '../kernel-parts.ts';

/** The values of a signal up to now, as far back as asked for; the signal was 0 before it began. */
export class DelayLine implements KernelPart {
  readonly #values: Float64Array;
  #position = 0;
  #count = 0;
  #nextCount = 0;

  /** @param length how many bars back it reaches. */
  constructor(length: number) {
    this.#values = new Float64Array(length + 1);
  }

  /** Shows the value of the bar; it may be shown again with another value until the commit. */
  put(value: number): void {
    this.#values[this.#position] = value;
    this.#nextCount = Math.min(this.#count + 1, this.#values.length);
  }

  /** The signal has not begun at this bar, or begins anew after it. */
  forget(): void {
    this.#nextCount = 0;
  }

  /** The value that many bars before the one shown last, itself at 0. */
  back(bars: number): number {
    if (bars >= this.#nextCount) return 0;
    const at = this.#position - bars;
    return this.#values[at < 0 ? at + this.#values.length : at]!;
  }

  commit(): void {
    this.#count = this.#nextCount;
    this.#position = this.#position + 1 === this.#values.length ? 0 : this.#position + 1;
  }

  save(): KernelState {
    return toState([this.#count, this.#position, ...this.#values]);
  }

  load(state: KernelState): void {
    this.#count = fromState(state, 0);
    this.#position = fromState(state, 1);
    for (let i = 0; i < this.#values.length; i++) this.#values[i] = fromState(state, 2 + i);
  }
}
