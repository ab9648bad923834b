import { fromState, toState, type IndicatorKernel, type KernelState } from './kernel.ts';
import { runKernel } from './run-kernel.ts';
import { defineIndicator } from './define-indicator.ts';
import { timePeriodParam } from './time-period-param.ts';

/**
 * Mean of the last bars. The running sum is made anew from the window once per period, so that it never drifts,
 * whatever the price level; a NaN gives NaN until it has left the window, then the values are right again.
 */
class SmaKernel implements IndicatorKernel {
  readonly result = new Float64Array([Number.NaN]);
  readonly #window: Float64Array;
  #count = 0;
  #position = 0;
  #sum = 0;
  #nextValue = 0;
  #nextSum = 0;

  constructor(timePeriod: number) {
    this.#window = new Float64Array(timePeriod);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = inputs[0]![index]!;
    const window = this.#window;
    const period = window.length;
    this.#nextValue = value;
    if (this.#count < period) {
      this.#nextSum = this.#sum + value;
      this.result[0] = this.#count === period - 1 ? this.#nextSum / period : Number.NaN;
      return;
    }
    let sum = this.#sum - window[this.#position]! + value;
    if (this.#position === 0 || sum !== sum) {
      sum = value;
      for (let i = 0; i < period; i++) if (i !== this.#position) sum += window[i]!;
    }
    this.#nextSum = sum;
    this.result[0] = sum / period;
  }

  commit(): void {
    this.#window[this.#position] = this.#nextValue;
    this.#position = this.#position + 1 === this.#window.length ? 0 : this.#position + 1;
    if (this.#count < this.#window.length) this.#count += 1;
    this.#sum = this.#nextSum;
  }

  save(): KernelState {
    return toState([this.#count, this.#position, this.#sum, ...this.#window]);
  }

  load(state: KernelState): void {
    this.#count = fromState(state, 0);
    this.#position = fromState(state, 1);
    this.#sum = fromState(state, 2);
    for (let i = 0; i < this.#window.length; i++) this.#window[i] = fromState(state, 3 + i);
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
