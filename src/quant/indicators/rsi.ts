import { defineIndicator } from './define-indicator.ts';
import { fromState, toState, type IndicatorKernel, type KernelState } from './kernel.ts';
import { runKernel } from './run-kernel.ts';
import { timePeriodParam } from './time-period-param.ts';

/** Below this TA-Lib takes the movement for none and answers 0. */
const noMovement = 1e-14;

/** Share of the gains in all movement, both smoothed as Wilder does. A NaN makes it begin anew after it. */
class RsiKernel implements IndicatorKernel {
  readonly result = new Float64Array([Number.NaN]);
  readonly #period: number;
  /** Changes seen, up to the period. */
  #count = 0;
  #previous = Number.NaN;
  /** Sums of the first changes while they are being counted, smoothed means after that. */
  #gain = 0;
  #loss = 0;
  #nextCount = 0;
  #nextPrevious = Number.NaN;
  #nextGain = 0;
  #nextLoss = 0;

  constructor(timePeriod: number) {
    this.#period = timePeriod;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = inputs[0]![index]!;
    const change = value - this.#previous;
    this.#nextPrevious = value;
    this.result[0] = Number.NaN;
    if (change !== change) {
      this.#nextCount = this.#nextGain = this.#nextLoss = 0;
      return;
    }
    const gain = change > 0 ? change : 0;
    const loss = change < 0 ? -change : 0;
    const period = this.#period;
    if (this.#count === period) {
      this.#nextCount = period;
      this.#nextGain = (this.#gain * (period - 1) + gain) / period;
      this.#nextLoss = (this.#loss * (period - 1) + loss) / period;
    } else {
      this.#nextCount = this.#count + 1;
      this.#nextGain = this.#gain + gain;
      this.#nextLoss = this.#loss + loss;
      if (this.#nextCount < period) return;
      this.#nextGain /= period;
      this.#nextLoss /= period;
    }
    const movement = this.#nextGain + this.#nextLoss;
    this.result[0] = movement < noMovement ? 0 : 100 * (this.#nextGain / movement);
  }

  commit(): void {
    this.#count = this.#nextCount;
    this.#previous = this.#nextPrevious;
    this.#gain = this.#nextGain;
    this.#loss = this.#nextLoss;
  }

  save(): KernelState {
    return toState([this.#count, this.#previous, this.#gain, this.#loss]);
  }

  load(state: KernelState): void {
    this.#count = fromState(state, 0);
    this.#previous = fromState(state, 1);
    this.#gain = fromState(state, 2);
    this.#loss = fromState(state, 3);
  }
}

/**
 * Relative strength index, 0 to 100; 0 where nothing moves. NaN for the first `timePeriod` bars.
 * Source: Wilder, New Concepts in Technical Trading Systems (1978); values of TA-Lib RSI.
 */
export const computeRsi = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new RsiKernel(timePeriod), values, out);

export const rsi = defineIndicator({
  info: {
    name: 'rsi',
    title: 'Relative strength index',
    group: 'Momentum',
    inputs: ['close'],
    params: [timePeriodParam(14)],
    outputs: [{ name: 'real', pane: 'own', style: 'line' }],
    description: 'How much of the recent movement was upward, from 0 to 100.',
    source: 'TA-Lib RSI; J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new RsiKernel(timePeriod!),
});
