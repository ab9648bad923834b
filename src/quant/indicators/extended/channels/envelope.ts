import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { fillBetween, overPrices } from '../../outputs.ts';
import { SmaKernel } from '../../overlap/sma.ts';
import { timePeriodParam } from '../../params.ts';

/** A mean, and shares of it above and below. NaN while a NaN is in the window. */
class EnvelopeKernel extends PartsKernel {
  readonly #mean: SmaKernel;
  readonly #share: number;

  constructor(timePeriod: number, percent: number) {
    const mean = new SmaKernel(timePeriod);
    super(3, [mean]);
    this.#mean = mean;
    this.#share = percent / 100;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const mean = this.#mean.peek(inputs[0]![index]!);
    this.result[0] = mean * (1 + this.#share);
    this.result[1] = mean;
    this.result[2] = mean * (1 - this.#share);
  }
}

export const envelope = defineIndicator({
  info: {
    name: 'envelope',
    title: 'Moving average envelope',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(20, 1), { name: 'percent', title: 'Percent to the bands', default: 2.5, min: 0, max: 100, isInteger: false }],
    outputs: [overPrices('upper', 'band'), overPrices('middle'), overPrices('lower', 'band')],
    fills: [fillBetween('upper', 'lower')],
    description: 'A mean of the closes and lines a fixed percentage above and below it.',
    source: 'TradingView Envelope',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod, percent }) => new EnvelopeKernel(timePeriod!, percent!),
});
