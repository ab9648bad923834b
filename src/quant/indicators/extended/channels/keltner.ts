import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { fillBetween, overPrices } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { timePeriodParam } from '../../params.ts';
import { TrueRange } from '../true-range.ts';

/** An exponential mean of typical prices with Wilder's mean of the true ranges above and below it. A NaN makes it begin anew after it. */
class KeltnerKernel extends PartsKernel {
  readonly #middle: EmaKernel;
  readonly #ranges: TrueRange;
  readonly #range: EmaKernel;
  readonly #multiplier: number;

  constructor(timePeriod: number, multiplier: number) {
    const middle = new EmaKernel(timePeriod);
    const ranges = new TrueRange(false);
    const range = new EmaKernel(timePeriod, 1 / timePeriod);
    super(3, [middle, ranges, range]);
    this.#middle = middle;
    this.#ranges = ranges;
    this.#range = range;
    this.#multiplier = multiplier;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const [high, low, close] = [inputs[0]![index]!, inputs[1]![index]!, inputs[2]![index]!];
    const { result } = this;
    const middle = this.#middle.peek((high + low + close) / 3);
    const band = this.#multiplier * this.#range.peek(this.#ranges.peek(high, low, close));
    result[0] = middle + band;
    result[1] = middle;
    result[2] = middle - band;
  }
}

/**
 * Follows TTR: typical price, and the average true range over the same bars, which begins one bar later than the middle.
 * Keltner's own of 1960 takes the plain mean of high − low; TradingView the close and a range of its own period.
 */
export const keltner = defineIndicator({
  info: {
    name: 'keltner',
    title: 'Keltner channel',
    group: 'Volatility',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(20), { name: 'multiplier', title: 'Average true ranges to the bands', default: 2, min: 0, max: 100, isInteger: false }],
    outputs: [overPrices('upper', 'band'), overPrices('middle'), overPrices('lower', 'band')],
    fills: [fillBetween('upper', 'lower')],
    description: 'An average of prices, and how far bars usually reach either side of it.',
    source: 'C. Keltner (1960) as changed by L. B. Raschke; values of TTR keltnerChannels',
  },
  traits: { beginsApart: true },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod, multiplier }) => new KeltnerKernel(timePeriod!, multiplier!),
});
