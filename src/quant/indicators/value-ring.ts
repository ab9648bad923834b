import { fromState, toState, type KernelState } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';

/** The values of a window, for what is computed anew from all of them at each bar rather than carried on. NaN while a NaN is in the window. */
export abstract class ValueRing implements KernelPart {
  protected readonly period: number;
  protected readonly values: Float64Array;
  /** Place of the oldest value, and of the one that was put last until it is committed. */
  protected position = 0;
  /** Values in a row that are numbers, up to a period. */
  #good = 0;

  constructor(period: number) {
    this.period = period;
    this.values = new Float64Array(period);
  }

  /** Puts the value that comes next; true: the window is whole. The oldest is never looked at again, so its place is taken before a commit. */
  protected put(value: number): boolean {
    this.values[this.position] = value;
    return value === value && this.#good >= this.period - 1;
  }

  commit(): void {
    const value = this.values[this.position]!;
    if (value !== value) this.#good = 0;
    else if (this.#good < this.period) this.#good += 1;
    this.position = this.position + 1 === this.period ? 0 : this.position + 1;
  }

  save(): KernelState {
    return toState([this.position, this.#good, ...this.values]);
  }

  load(state: KernelState): void {
    this.position = fromState(state, 0);
    this.#good = fromState(state, 1);
    for (let i = 0; i < this.period; i++) this.values[i] = fromState(state, 2 + i);
  }
}
