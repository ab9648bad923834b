import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { ExtremeKernel } from '../../rolling-extremes.ts';
import { RollingSum } from '../../rolling-sum.ts';
import { TrueRange } from '../true-range.ts';

/** The true ranges of the window together against the range of the whole, on a logarithmic scale. NaN while a NaN is in the window. */
class ChoppinessKernel extends PartsKernel {
  readonly #ranges: TrueRange;
  readonly #sum: RollingSum;
  readonly #highest: ExtremeKernel;
  readonly #lowest: ExtremeKernel;
  readonly #scale: number;

  constructor(timePeriod: number) {
    const ranges = new TrueRange(false);
    const sum = new RollingSum(timePeriod);
    const [highest, lowest] = [new ExtremeKernel(timePeriod, 1), new ExtremeKernel(timePeriod, -1)];
    super(1, [ranges, sum, highest, lowest]);
    this.#ranges = ranges;
    this.#sum = sum;
    this.#highest = highest;
    this.#lowest = lowest;
    this.#scale = 100 / Math.log10(timePeriod);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const [high, low] = [inputs[0]![index]!, inputs[1]![index]!];
    const sum = this.#sum.peek(this.#ranges.peek(high, low, inputs[2]![index]!));
    const range = this.#highest.peek(high) - this.#lowest.peek(low);
    this.result[0] = range === 0 && sum === sum ? 0 : Math.log10(sum / range) * this.#scale;
  }
}

/** 0 where nothing moves. */
export const choppiness = defineIndicator({
  info: {
    name: 'choppiness',
    title: 'Choppiness index',
    group: 'Volatility',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane()],
    description: 'How much prices went to and fro on their way: near 100 they go nowhere, near 0 straight.',
    source: 'E. W. Dreiss; TradingView Choppiness Index',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new ChoppinessKernel(timePeriod!),
});
