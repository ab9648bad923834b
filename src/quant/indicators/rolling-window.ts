import { fromState, type KernelState } from './kernel.ts';

/** The last values of a series, as many as a period: what a kernel over a window remembers. */
export class RollingWindow {
  /** The newest lie before `position`, the oldest at it once the window is full. */
  readonly values: Float64Array;
  readonly period: number;
  count = 0;
  position = 0;

  constructor(period: number) {
    this.period = period;
    this.values = new Float64Array(period);
  }

  /** Whether one more value makes a whole period. */
  get isComplete(): boolean {
    return this.count >= this.period - 1;
  }

  push(value: number): void {
    this.values[this.position] = value;
    this.position = this.position + 1 === this.period ? 0 : this.position + 1;
    if (this.count < this.period) this.count += 1;
  }

  /** Its memory as numbers, for the state of the kernel that owns it. */
  save(): number[] {
    return [this.count, this.position, ...this.values];
  }

  /** Takes back what was saved, from a place in a kernel's state on. */
  load(state: KernelState, at: number): void {
    this.count = fromState(state, at);
    this.position = fromState(state, at + 1);
    for (let i = 0; i < this.values.length; i++) this.values[i] = fromState(state, at + 2 + i);
  }
}
