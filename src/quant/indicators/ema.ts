import { defineIndicator } from './define-indicator.ts';
import { fromState, toState, type IndicatorKernel, type KernelState } from './kernel.ts';
import { runKernel } from './run-kernel.ts';
import { timePeriodParam } from './time-period-param.ts';

/** Exponentially weighted mean, begun with the plain mean of the first `timePeriod` values. A NaN makes it begin anew after it. */
export class EmaKernel implements IndicatorKernel {
  readonly result = new Float64Array([Number.NaN]);
  readonly #period: number;
  readonly #weight: number;
  #count = 0;
  /** The sum of the first values while they are being counted, the mean after that. */
  #mean = 0;
  #nextCount = 0;
  #nextMean = 0;

  constructor(timePeriod: number) {
    this.#period = timePeriod;
    this.#weight = 2 / (timePeriod + 1);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = inputs[0]![index]!;
    const period = this.#period;
    if (value !== value) {
      this.#nextCount = 0;
      this.#nextMean = 0;
      this.result[0] = Number.NaN;
    } else if (this.#count === period) {
      this.#nextCount = period;
      this.result[0] = this.#nextMean = (value - this.#mean) * this.#weight + this.#mean;
    } else {
      this.#nextCount = this.#count + 1;
      const sum = this.#mean + value;
      const isFirst = this.#nextCount === period;
      this.#nextMean = isFirst ? sum / period : sum;
      this.result[0] = isFirst ? this.#nextMean : Number.NaN;
    }
  }

  commit(): void {
    this.#count = this.#nextCount;
    this.#mean = this.#nextMean;
  }

  save(): KernelState {
    return toState([this.#count, this.#mean]);
  }

  load(state: KernelState): void {
    this.#count = fromState(state, 0);
    this.#mean = fromState(state, 1);
  }
}

/** Exponential moving average with weight 2 / (timePeriod + 1). NaN for the first `timePeriod - 1` bars. Source: TA-Lib EMA. */
export const computeEma = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new EmaKernel(timePeriod), values, out);

export const ema = defineIndicator({
  info: {
    name: 'ema',
    title: 'Exponential moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(30)],
    outputs: [{ name: 'real', pane: 'price', style: 'line' }],
    description: 'Mean in which each older bar counts a fixed share less.',
    source: 'TA-Lib EMA (begun with the simple mean of the first bars, unlike pandas)',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new EmaKernel(timePeriod!),
});
