import { ValueRing } from './value-ring.ts';

/** Mean absolute distance of the last values from their mean, by the definition in every window. NaN while a NaN is in it. */
export class RollingDeviation extends ValueRing {
  /** Mean of the window looked at last; NaN while there is none. */
  mean = Number.NaN;

  /** The deviation if this value comes next. */
  peek(value: number): number {
    const { values } = this;
    if (!this.put(value)) return (this.mean = Number.NaN);
    const { period } = this;
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
}
