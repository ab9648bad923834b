import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { RollingSum } from '../../rolling-sum.ts';
import { shareOf } from '../share.ts';
import { TrueRange } from '../true-range.ts';

/** Movements from low to high and from high to low of neighbouring bars, as shares of the true ranges. NaN while a NaN is in the window. */
class VortexKernel extends PartsKernel {
  readonly #highs: History;
  readonly #lows: History;
  readonly #ranges: TrueRange;
  readonly #sums: readonly RollingSum[];

  constructor(timePeriod: number) {
    const sums = [0, 1, 2].map(() => new RollingSum(timePeriod));
    const [highs, lows] = [new History(1), new History(1)];
    const ranges = new TrueRange(false);
    super(2, [highs, lows, ranges, ...sums]);
    this.#highs = highs;
    this.#lows = lows;
    this.#ranges = ranges;
    this.#sums = sums;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const [high, low] = [inputs[0]![index]!, inputs[1]![index]!];
    this.#highs.put(high);
    this.#lows.put(low);
    const range = this.#sums[0]!.peek(this.#ranges.peek(high, low, inputs[2]![index]!));
    this.result[0] = shareOf(this.#sums[1]!.peek(Math.abs(high - this.#lows.back(1))), range);
    this.result[1] = shareOf(this.#sums[2]!.peek(Math.abs(low - this.#highs.back(1))), range);
  }
}

/** 0 where nothing moves. */
export const vortex = defineIndicator({
  info: {
    name: 'vortex',
    title: 'Vortex',
    group: 'Trend',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane('plus'), inOwnPane('minus')],
    description: 'How strongly bars reach up from the lows before them, and down from the highs; the larger one names the trend.',
    source: 'E. Botes, D. Siepman, The Vortex Indicator, Stocks & Commodities 1/2010',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new VortexKernel(timePeriod!),
});
