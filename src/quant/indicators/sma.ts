import { fromState, toState, type IndicatorKernel, type KernelState } from './kernel.ts';
import { runKernel } from './run-kernel.ts';
import { defineIndicator } from './define-indicator.ts';
import { timePeriodParam } from './time-period-param.ts';

/**
 * Mean of the last bars by a running sum that carries what each addition and each removal rounded away (Kahan 1965), so that every
 * mean is as good as one summed afresh, at any price level; a window of equal values has exactly that value. Where two averages are
 * equal to the last digit, a crossing hangs on the last bit: pandas and, in effect, backtrader's exact sums decide it so too.
 * A NaN gives NaN until it has left the window, then the values are right again.
 */
export class SmaKernel implements IndicatorKernel {
  readonly result = new Float64Array([Number.NaN]);
  readonly #window: Float64Array;
  #count = 0;
  #position = 0;
  #sum = 0;
  #lostOnAdd = 0;
  #lostOnRemove = 0;
  #previous = Number.NaN;
  /** Equal values in a row, up to now. */
  #equal = 0;
  #nextValue = 0;
  #nextSum = 0;
  #nextLostOnAdd = 0;
  #nextLostOnRemove = 0;
  #nextEqual = 0;

  constructor(timePeriod: number) {
    this.#window = new Float64Array(timePeriod);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = inputs[0]![index]!;
    const period = this.#window.length;
    this.#nextValue = value;
    this.#nextEqual = value === this.#previous ? this.#equal + 1 : 1;
    const added = value - this.#lostOnAdd;
    let sum = this.#sum + added;
    this.#nextLostOnAdd = sum - this.#sum - added;
    this.#nextLostOnRemove = this.#lostOnRemove;
    if (this.#count === period) {
      const removed = -this.#window[this.#position]! - this.#lostOnRemove;
      const rest = sum + removed;
      this.#nextLostOnRemove = rest - sum - removed;
      sum = rest;
    }
    if (sum !== sum) sum = this.#sumAfresh(value);
    this.#nextSum = sum;
    if (this.#count < period - 1) this.result[0] = Number.NaN;
    else this.result[0] = this.#nextEqual >= period ? value : sum / period;
  }

  commit(): void {
    this.#window[this.#position] = this.#nextValue;
    this.#position = this.#position + 1 === this.#window.length ? 0 : this.#position + 1;
    if (this.#count < this.#window.length) this.#count += 1;
    this.#sum = this.#nextSum;
    this.#lostOnAdd = this.#nextLostOnAdd;
    this.#lostOnRemove = this.#nextLostOnRemove;
    this.#previous = this.#nextValue;
    this.#equal = this.#nextEqual;
  }

  save(): KernelState {
    return toState([this.#count, this.#position, this.#sum, this.#lostOnAdd, this.#lostOnRemove, this.#previous, this.#equal, ...this.#window]);
  }

  load(state: KernelState): void {
    this.#count = fromState(state, 0);
    this.#position = fromState(state, 1);
    this.#sum = fromState(state, 2);
    this.#lostOnAdd = fromState(state, 3);
    this.#lostOnRemove = fromState(state, 4);
    this.#previous = fromState(state, 5);
    this.#equal = fromState(state, 6);
    for (let i = 0; i < this.#window.length; i++) this.#window[i] = fromState(state, 7 + i);
  }

  /** The sum of the window with this value in the place of the oldest; NaN as long as a NaN is among them. */
  #sumAfresh(value: number): number {
    this.#nextLostOnAdd = 0;
    this.#nextLostOnRemove = 0;
    let sum = value;
    for (let i = 0; i < this.#count; i++) if (i !== this.#position) sum += this.#window[i]!;
    return sum;
  }
}

/** Simple moving average. NaN for the first `timePeriod - 1` bars. Source: TA-Lib SMA. */
export const computeSma = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new SmaKernel(timePeriod), values, out);

export const sma = defineIndicator({
  info: {
    name: 'sma',
    title: 'Simple moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(30)],
    outputs: [{ name: 'real', pane: 'price', style: 'line' }],
    description: 'Mean of the last bars, each counting the same.',
    source: 'TA-Lib SMA',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new SmaKernel(timePeriod!),
});
