import { defineIndicator } from './define-indicator.ts';
import { toState, type IndicatorKernel, type KernelState } from './kernel.ts';
import { RollingWindow } from './rolling-window.ts';
import { runKernel } from './run-kernel.ts';
import { timePeriodParam } from './time-period-param.ts';

function populationDeviation(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
  return Math.sqrt(squares / values.length);
}

/**
 * Population standard deviation of a window, by the exact two-pass formula in every window, so that it keeps its digits at any
 * price level. NaN while a NaN is in the window.
 */
export class StddevKernel implements IndicatorKernel {
  readonly result = new Float64Array([Number.NaN]);
  readonly #window: RollingWindow;
  readonly #factor: number;

  /** @param factor deviations that make one unit of the result. */
  constructor(timePeriod: number, factor = 1) {
    this.#window = new RollingWindow(timePeriod);
    this.#factor = factor;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { values, position, isComplete } = this.#window;
    // The oldest value is never looked at again, so the new one may take its place before it is committed.
    values[position] = inputs[0]![index]!;
    this.result[0] = isComplete ? this.#factor * populationDeviation(values) : Number.NaN;
  }

  commit(): void {
    this.#window.push(this.#window.values[this.#window.position]!);
  }

  save(): KernelState {
    return toState(this.#window.save());
  }

  load(state: KernelState): void {
    this.#window.load(state, 0);
  }
}

/** Population standard deviation of the last `timePeriod` values, this one included. NaN before there are as many. */
export const computeStddev = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new StddevKernel(timePeriod), values, out);

export const stddev = defineIndicator({
  info: {
    name: 'stddev',
    title: 'Standard deviation',
    group: 'Statistics',
    inputs: ['close'],
    params: [timePeriodParam(5), { name: 'nbDev', title: 'Deviations', default: 1, min: -100, max: 100, isInteger: false }],
    outputs: [{ name: 'real', pane: 'own', style: 'line' }],
    description: 'How far the closes of the last bars stray from their mean (population).',
    source: 'TA-Lib STDDEV, by the two-pass formula',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod, nbDev }) => new StddevKernel(timePeriod!, nbDev!),
});
