import { fromState, toState, type KernelState } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';

/** Mean absolute distance of the last values from their mean, by the definition in every window. NaN while a NaN is in it. */
export class RollingDeviation implements KernelPart {
  readonly #period: number;
  readonly #values: Float64Array;
  #position = 0;
  /** Values in a row that are numbers, up to a period. */
  #good = 0;
  /** Mean of the window looked at last; NaN while there is none. */
  mean = Number.NaN;

  constructor(period: number) {
    this.#period = period;
    this.#values = new Float64Array(period);
  }

  /** The deviation if this value comes next. */
  peek(value: number): number {
    const values = this.#values;
    // The oldest value is never looked at again, so the new one may take its place before it is committed.
    values[this.#position] = value;
    if (value !== value || this.#good < this.#period - 1) return (this.mean = Number.NaN);
    const period = this.#period;
    const even = period - (period % 2);
    // Two sums at once, because each waits for the addition before.
    let sum = even < period ? values[even]! - value : 0;
    let sum2 = 0;
    for (let i = 0; i < even; i += 2) {
      sum += values[i]! - value;
      sum2 += values[i + 1]! - value;
    }
    const mean = (this.mean = value + (sum + sum2) / period);
    let distances = even < period ? Math.abs(values[even]! - mean) : 0;
    let distances2 = 0;
    for (let i = 0; i < even; i += 2) {
      distances += Math.abs(values[i]! - mean);
      distances2 += Math.abs(values[i + 1]! - mean);
    }
    return (distances + distances2) / period;
  }

  commit(): void {
    const value = this.#values[this.#position]!;
    if (value !== value) this.#good = 0;
    else if (this.#good < this.#period) this.#good += 1;
    this.#position = this.#position + 1 === this.#period ? 0 : this.#position + 1;
  }

  save(): KernelState {
    return toState([this.#position, this.#good, ...this.#values]);
  }

  load(state: KernelState): void {
    this.#position = fromState(state, 0);
    this.#good = fromState(state, 1);
    for (let i = 0; i < this.#period; i++) this.#values[i] = fromState(state, 2 + i);
  }
}
