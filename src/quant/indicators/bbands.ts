import { defineIndicator, type IndicatorParams } from './define-indicator.ts';
import { EmaKernel } from './ema.ts';
import type { IndicatorKernel, KernelState } from './kernel.ts';
import { SmaKernel } from './sma.ts';
import { StddevKernel } from './stddev.ts';
import { timePeriodParam } from './time-period-param.ts';

/** An average with population standard deviations of the closes above and below it. */
class BbandsKernel implements IndicatorKernel {
  readonly result = new Float64Array(3).fill(Number.NaN);
  readonly #middle: IndicatorKernel;
  readonly #deviation: StddevKernel;
  readonly #up: number;
  readonly #down: number;

  constructor({ timePeriod, nbDevUp, nbDevDn, maType }: IndicatorParams) {
    this.#middle = maType === 0 ? new SmaKernel(timePeriod!) : new EmaKernel(timePeriod!);
    this.#deviation = new StddevKernel(timePeriod!);
    this.#up = nbDevUp!;
    this.#down = nbDevDn!;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.#middle.evaluate(inputs, index);
    this.#deviation.evaluate(inputs, index);
    const middle = this.#middle.result[0]!;
    const deviation = this.#deviation.result[0]!;
    this.result[0] = middle + this.#up * deviation;
    this.result[1] = middle;
    this.result[2] = middle - this.#down * deviation;
  }

  commit(): void {
    this.#middle.commit();
    this.#deviation.commit();
  }

  save(): KernelState {
    const middle = this.#middle.save();
    return [middle.length, ...middle, ...this.#deviation.save()];
  }

  load(state: KernelState): void {
    const length = state[0] ?? 0;
    this.#middle.load(state.slice(1, 1 + length));
    this.#deviation.load(state.slice(1 + length));
  }
}

const deviationsParam = (name: string, title: string) => ({ name, title, default: 2, min: -100, max: 100, isInteger: false });

export const bbands = defineIndicator({
  info: {
    name: 'bbands',
    title: 'Bollinger bands',
    group: 'Volatility',
    inputs: ['close'],
    params: [
      timePeriodParam(20), deviationsParam('nbDevUp', 'Deviations above'), deviationsParam('nbDevDn', 'Deviations below'),
      { name: 'maType', title: 'Average: 0 simple, 1 exponential', default: 0, min: 0, max: 1, isInteger: true },
    ],
    outputs: [{ name: 'upper', pane: 'price', style: 'band' }, { name: 'middle', pane: 'price', style: 'line' }, { name: 'lower', pane: 'price', style: 'band' }],
    description: 'An average of the closes, and how far they usually stray from it.',
    source: 'TA-Lib BBANDS; J. Bollinger, Bollinger on Bollinger Bands (2001)',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: (params) => new BbandsKernel(params),
});
