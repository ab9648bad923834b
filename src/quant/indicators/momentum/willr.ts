import { areFinite } from '../are-finite.ts';
import { defineIndicator } from '../define-indicator.ts';
import { highestInto, lowestInto } from '../extremes-into.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { ExtremeKernel } from '../rolling-extremes.ts';

/** How far the close is below the highest high, in percent of the range and negative; 0 where there is no range. */
class WillrKernel extends PartsKernel {
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
    const range = highest - this.#lowest.peek(inputs[1]![index]!);
    const close = inputs[2]![index]!;
    this.result[0] = range === 0 && close === close ? 0 : ((highest - close) / range) * -100;
  }
}

export const willr = defineIndicator({
  info: {
    name: 'willr',
    title: "Williams' %R",
    group: 'Momentum',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane()],
    description: 'How far the close is below the highest high of the last bars, from -100 to 0.',
    source: 'TA-Lib WILLR; L. Williams, How I Made One Million Dollars (1973)',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new WillrKernel(timePeriod!),
  computeColumns([highs, lows, closes], { timePeriod }, [out]) {
    if (!areFinite([highs!, lows!, closes!])) return false;
    const highest = new Float64Array(out!.length);
    highestInto(highs!, timePeriod!, highest);
    lowestInto(lows!, timePeriod!, out!);
    let overflow = 0;
    for (let i = timePeriod! - 1; i < highest.length; i++) {
      const range = highest[i]! - out![i]!;
      const depth = range === 0 ? 0 : ((highest[i]! - closes![i]!) / range) * -100;
      out![i] = depth;
      overflow += depth - depth;
    }
    return overflow === 0;
  },
});
