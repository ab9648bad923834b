import { defineIndicator, type IndicatorDefinition } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { ExtremeKernel, extremeInto } from '../rolling-extremes.ts';

const defineExtreme = (name: string, word: string, sign: 1 | -1): IndicatorDefinition =>
  defineIndicator({
    info: {
      name,
      title: `${word} value`,
      group: 'Statistics',
      inputs: ['close'],
      params: [timePeriodParam(30)],
      outputs: [overPrices()],
      description: `${word} of the last bars, this one included.`,
      source: `TA-Lib ${name.toUpperCase()}`,
    },
    warmup: ({ timePeriod }) => timePeriod! - 1,
    createKernel: ({ timePeriod }) => new ExtremeKernel(timePeriod!, sign),
    computeColumns: ([close], { timePeriod }, [out]) => extremeInto(close!, timePeriod!, sign, out!),
  });

export const max = defineExtreme('max', 'Highest', 1);
export const min = defineExtreme('min', 'Lowest', -1);

/** Lowest and highest of a window. NaN while a NaN is in it. */
class MinmaxKernel extends PartsKernel {
  readonly #lowest: ExtremeKernel;
  readonly #highest: ExtremeKernel;

  constructor(timePeriod: number) {
    const [lowest, highest] = [new ExtremeKernel(timePeriod, -1), new ExtremeKernel(timePeriod, 1)];
    super(2, [lowest, highest]);
    this.#lowest = lowest;
    this.#highest = highest;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = inputs[0]![index]!;
    this.result[0] = this.#lowest.peek(value);
    this.result[1] = this.#highest.peek(value);
  }
}

export const minmax = defineIndicator({
  info: {
    name: 'minmax',
    title: 'Lowest and highest value',
    group: 'Statistics',
    inputs: ['close'],
    params: [timePeriodParam(30)],
    outputs: [overPrices('min'), overPrices('max')],
    description: 'Lowest and highest of the last bars, this one included.',
    source: 'TA-Lib MINMAX',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new MinmaxKernel(timePeriod!),
});
