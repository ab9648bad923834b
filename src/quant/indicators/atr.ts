import { defineIndicator } from './define-indicator.ts';
import { fromState, toState, type IndicatorKernel, type KernelState } from './kernel.ts';
import { timePeriodParam } from './time-period-param.ts';

/** Mean of the true ranges, smoothed as Wilder does after a plain mean of the first ones. A NaN makes it begin anew after it. */
class AtrKernel implements IndicatorKernel {
  readonly result = new Float64Array([Number.NaN]);
  readonly #period: number;
  #previousClose = Number.NaN;
  /** Ranges seen, up to the period. */
  #count = 0;
  /** The sum of the first ranges while they are being counted, the mean after that. */
  #mean = 0;
  #nextClose = Number.NaN;
  #nextCount = 0;
  #nextMean = 0;

  constructor(timePeriod: number) {
    this.#period = timePeriod;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const [high, low] = [inputs[0]![index]!, inputs[1]![index]!];
    const period = this.#period;
    const range = Math.max(high - low, Math.abs(high - this.#previousClose), Math.abs(low - this.#previousClose));
    this.#nextClose = inputs[2]![index]!;
    this.result[0] = Number.NaN;
    if (range !== range) {
      this.#nextCount = this.#nextMean = 0;
      return;
    }
    if (this.#count === period) {
      this.#nextCount = period;
      this.result[0] = this.#nextMean = (this.#mean * (period - 1) + range) / period;
      return;
    }
    this.#nextCount = this.#count + 1;
    this.#nextMean = this.#mean + range;
    if (this.#nextCount === period) this.result[0] = this.#nextMean /= period;
  }

  commit(): void {
    this.#previousClose = this.#nextClose;
    this.#count = this.#nextCount;
    this.#mean = this.#nextMean;
  }

  save(): KernelState {
    return toState([this.#previousClose, this.#count, this.#mean]);
  }

  load(state: KernelState): void {
    this.#previousClose = fromState(state, 0);
    this.#count = fromState(state, 1);
    this.#mean = fromState(state, 2);
  }
}

export const atr = defineIndicator({
  info: {
    name: 'atr',
    title: 'Average true range',
    group: 'Volatility',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(14, 1)],
    outputs: [{ name: 'real', pane: 'own', style: 'line' }],
    description: 'How far prices usually move in a bar, the gap to the bar before included.',
    source: 'TA-Lib ATR; J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new AtrKernel(timePeriod!),
});
