import { fromState, toState, type KernelState } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';
import { RollingMean } from './rolling-mean.ts';

/** Mean absolute distance of the last values from their mean, by the definition in every window. NaN while a NaN is in it. */
export class RollingDeviation implements KernelPart {
  /** Mean of the window looked at last; NaN while there is none. */
  mean = Number.NaN;
  readonly #period: number;
  readonly #mean: RollingMean;
  /** The values twice, one period apart, so that every window lies in one piece. */
  readonly #values: Float64Array;
  #place = 0;

  constructor(period: number) {
    this.#period = period;
    this.#mean = new RollingMean(period);
    this.#values = new Float64Array(2 * period);
  }

  /** The deviation if this value comes next. */
  peek(value: number): number {
    const values = this.#values;
    const end = this.#place + this.#period;
    const mean = (this.mean = this.#mean.peek(value));
    values[this.#place] = values[end] = value;
    if (mean !== mean) return mean;
    // Four sums at once, because each waits for the addition before.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let i = this.#place + 1;
    for (; i + 3 <= end; i += 4) {
      a += Math.abs(values[i]! - mean);
      b += Math.abs(values[i + 1]! - mean);
      c += Math.abs(values[i + 2]! - mean);
      d += Math.abs(values[i + 3]! - mean);
    }
    for (; i <= end; i++) a += Math.abs(values[i]! - mean);
    return (a + b + c + d) / this.#period;
  }

  commit(): void {
    this.#mean.commit();
    this.#place = this.#place + 1 === this.#period ? 0 : this.#place + 1;
  }

  save(): KernelState {
    return [...toState([this.#place, ...this.#values.subarray(0, this.#period)]), ...this.#mean.save()];
  }

  load(state: KernelState): void {
    const period = this.#period;
    this.#place = fromState(state, 0);
    for (let i = 0; i < period; i++) this.#values[i] = this.#values[i + period] = fromState(state, 1 + i);
    this.#mean.load(state.slice(1 + period));
  }
}
