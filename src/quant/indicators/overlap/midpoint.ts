import { defineIndicator } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { ExtremeKernel } from '../rolling-extremes.ts';

/** Middle between the highest of the first input and the lowest of the last one. NaN while a NaN is in the window. */
class MiddleKernel extends PartsKernel {
  readonly #highest: ExtremeKernel;
  readonly #lowest: ExtremeKernel;

  constructor(timePeriod: number) {
    const [highest, lowest] = [new ExtremeKernel(timePeriod, 1), new ExtremeKernel(timePeriod, -1)];
    super(1, [highest, lowest]);
    this.#highest = highest;
    this.#lowest = lowest;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const highest = this.#highest.peek(inputs[0]![index]!);
    const lowest = this.#lowest.peek(inputs[inputs.length - 1]![index]!);
    this.result[0] = (highest + lowest) / 2;
  }
}

export const midpoint = defineIndicator({
  info: {
    name: 'midpoint',
    title: 'Midpoint of a period',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(14)],
    outputs: [overPrices()],
    description: 'Middle between the highest and the lowest close of the last bars.',
    source: 'TA-Lib MIDPOINT',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new MiddleKernel(timePeriod!),
});

export const midprice = defineIndicator({
  info: {
    name: 'midprice',
    title: 'Midpoint price of a period',
    group: 'Trend',
    inputs: ['high', 'low'],
    params: [timePeriodParam(14)],
    outputs: [overPrices()],
    description: 'Middle between the highest high and the lowest low of the last bars.',
    source: 'TA-Lib MIDPRICE',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new MiddleKernel(timePeriod!),
});
