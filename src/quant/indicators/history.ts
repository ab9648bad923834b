import { fromState, toState, type KernelState } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';

/** The value that is looked at and those before it, as far back as asked for; NaN where there were none yet. */
export class History implements KernelPart {
  readonly #values: Float64Array;
  #position = 0;

  /** @param length how many bars back it reaches. */
  constructor(length: number) {
    this.#values = new Float64Array(length + 1).fill(Number.NaN);
  }

  /** Shows the value of the bar; it may be shown again with another value until the commit. */
  put(value: number): void {
    this.#values[this.#position] = value;
  }

  /** The value that many bars before the one shown last, itself at 0. */
  back(bars: number): number {
    const at = this.#position - bars;
    return this.#values[at < 0 ? at + this.#values.length : at]!;
  }

  commit(): void {
    this.#position = this.#position + 1 === this.#values.length ? 0 : this.#position + 1;
  }

  save(): KernelState {
    return toState([this.#position, ...this.#values]);
  }

  load(state: KernelState): void {
    this.#position = fromState(state, 0);
    for (let i = 0; i < this.#values.length; i++) this.#values[i] = fromState(state, 1 + i);
  }
}
