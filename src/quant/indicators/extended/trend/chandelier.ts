import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { overPrices } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { timePeriodParam } from '../../params.ts';
import { ExtremeKernel } from '../../rolling-extremes.ts';
import { TrueRange } from '../true-range.ts';

/** Stops that hang from the highest high and stand on the lowest low. NaN while a NaN is in the window; the ranges begin anew after it. */
class ChandelierKernel extends PartsKernel {
  readonly #highest: ExtremeKernel;
  readonly #lowest: ExtremeKernel;
  readonly #ranges: TrueRange;
  readonly #range: EmaKernel;
  readonly #multiplier: number;

  constructor(timePeriod: number, multiplier: number) {
    const highest = new ExtremeKernel(timePeriod, 1);
    const lowest = new ExtremeKernel(timePeriod, -1);
    const ranges = new TrueRange(false);
    const range = new EmaKernel(timePeriod, 1 / timePeriod);
    super(2, [highest, lowest, ranges, range]);
    this.#highest = highest;
    this.#lowest = lowest;
    this.#ranges = ranges;
    this.#range = range;
    this.#multiplier = multiplier;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const [high, low] = [inputs[0]![index]!, inputs[1]![index]!];
    const reach = this.#multiplier * this.#range.peek(this.#ranges.peek(high, low, inputs[2]![index]!));
    this.result[0] = this.#highest.peek(high) - reach;
    this.result[1] = this.#lowest.peek(low) + reach;
  }
}

export const chandelier = defineIndicator({
  info: {
    name: 'chandelier',
    title: 'Chandelier exit',
    group: 'Trend',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(22), { name: 'multiplier', title: 'Average true ranges to the stop', default: 3, min: 0, max: 100, isInteger: false }],
    outputs: [overPrices('long'), overPrices('short')],
    description: 'Where a long position is stopped, some ranges below the highest high, and a short one above the lowest low.',
    source: 'C. Le Beau, in A. Elder, Come Into My Trading Room (2002); average true range of TA-Lib',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod, multiplier }) => new ChandelierKernel(timePeriod!, multiplier!),
});
