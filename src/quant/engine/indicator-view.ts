import { QuantError } from '../error.ts';

/** The bar that a run has come to; the one thing that its views share. */
export type RunTime = { bar: number };

/** Refuses to look ahead: offsets count back from the present bar, which is 0. */
export function checkOffset(offset: number): void {
  if (!(offset <= 0)) throw new QuantError('FUTURE_NOT_READABLE', `A strategy asked for offset ${offset}; only 0 (now) and negative offsets (the past) can be read.`);
}

/** An indicator as a strategy sees it: now and the past, never the column. NaN where it has no value. */
export class IndicatorView {
  readonly #values: Float64Array;
  readonly #time: RunTime;

  constructor(values: Float64Array, time: RunTime) {
    this.#values = values;
    this.#time = time;
  }

  get value(): number {
    return this.#values[this.#time.bar];
  }

  /** The value so many bars ago: `at(-1)` is the previous one. */
  at(offset: number): number {
    checkOffset(offset);
    return this.#values[this.#time.bar + offset] ?? NaN;
  }

  /** So that it can stand in comparisons and arithmetic. */
  valueOf(): number {
    return this.value;
  }
}
