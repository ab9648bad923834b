import { ValueRing } from './value-ring.ts';

/** Straight line through the last values by least squares, from distances to the newest value. NaN while a NaN is in the window. */
export class RollingLine extends ValueRing {
  readonly #divisor: number;
  /** Mean of the window looked at last: the height of the line in its middle. NaN while there is none. */
  mean = Number.NaN;

  constructor(period: number) {
    super(period);
    this.#divisor = (period * (period * period - 1)) / 12;
  }

  /** The slope a bar if this value comes next. */
  peek(value: number): number {
    const { values } = this;
    const { period } = this;
    if (!this.put(value)) return (this.mean = Number.NaN);
    let sum = 0;
    let weighted = 0;
    let place = -(period - 1) / 2;
    for (let i = this.position + 1; i < period; i++, place++) {
      const distance = values[i]! - value;
      sum += distance;
      weighted += place * distance;
    }
    for (let i = 0; i < this.position; i++, place++) {
      const distance = values[i]! - value;
      sum += distance;
      weighted += place * distance;
    }
    this.mean = value + sum / period;
    return weighted / this.#divisor;
  }
}
