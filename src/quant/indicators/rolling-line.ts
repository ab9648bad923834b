import { fromState, toState, type KernelState } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';

/** Straight line through the last values by least squares, from distances to the newest value. NaN while a NaN is in the window. */
export class RollingLine implements KernelPart {
  readonly #period: number;
  readonly #values: Float64Array;
  readonly #divisor: number;
  #position = 0;
  /** Values in a row that are numbers, up to a period. */
  #good = 0;
  /** Mean of the window looked at last: the height of the line in its middle. NaN while there is none. */
  mean = Number.NaN;

  constructor(period: number) {
    this.#period = period;
    this.#values = new Float64Array(period);
    this.#divisor = (period * (period * period - 1)) / 12;
  }

  /** The slope a bar if this value comes next. */
  peek(value: number): number {
    const values = this.#values;
    const period = this.#period;
    // The oldest value is never looked at again, so the new one may take its place before it is committed.
    values[this.#position] = value;
    if (value !== value || this.#good < period - 1) return (this.mean = Number.NaN);
    let sum = 0;
    let weighted = 0;
    let place = -(period - 1) / 2;
    for (let i = this.#position + 1; i < period; i++, place++) {
      const distance = values[i]! - value;
      sum += distance;
      weighted += place * distance;
    }
    for (let i = 0; i < this.#position; i++, place++) {
      const distance = values[i]! - value;
      sum += distance;
      weighted += place * distance;
    }
    this.mean = value + sum / period;
    return weighted / this.#divisor;
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
