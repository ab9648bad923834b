import { defineIndicator } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { fillBetween, overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { RollingSum } from '../rolling-sum.ts';

/** Means of the closes, and of highs and lows widened by the range of their bar. NaN while a NaN is in the window. */
class AccbandsKernel extends PartsKernel {
  readonly #upper: RollingSum;
  readonly #middle: RollingSum;
  readonly #lower: RollingSum;

  constructor(timePeriod: number) {
    const [upper, middle, lower] = [new RollingSum(timePeriod), new RollingSum(timePeriod), new RollingSum(timePeriod)];
    super(3, [upper, middle, lower]);
    this.#upper = upper;
    this.#middle = middle;
    this.#lower = lower;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const high = inputs[0]![index]!;
    const low = inputs[1]![index]!;
    const sum = high + low;
    const widening = sum === 0 ? 0 : (4 * (high - low)) / sum;
    this.result[0] = this.#upper.peekMean(high * (1 + widening));
    this.result[1] = this.#middle.peekMean(inputs[2]![index]!);
    this.result[2] = this.#lower.peekMean(low * (1 - widening));
  }
}

export const accbands = defineIndicator({
  info: {
    name: 'accbands',
    title: 'Acceleration bands',
    group: 'Trend',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(20)],
    outputs: [overPrices('upper', 'band'), overPrices('middle'), overPrices('lower', 'band')],
    fills: [fillBetween('upper', 'lower')],
    description: 'Bands round the average close that widen with the range of the bars.',
    source: 'TA-Lib ACCBANDS; P. Headley, Big Trends in Trading (2002)',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new AccbandsKernel(timePeriod!),
});
