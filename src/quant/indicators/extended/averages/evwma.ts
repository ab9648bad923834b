import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { overPrices } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { RollingSum } from '../../rolling-sum.ts';

/**
 * Mean price of the shares of the last bars' volume, supposing that each bar's volume takes the place of as many of the others.
 * Begins with the price of the last bar of the first window (TTR). Where nothing traded it stays. A NaN, or a volume below
 * zero, gives NaN until it has left the window; then it begins anew.
 */
class EvwmaKernel extends PartsKernel {
  readonly #volumes: RollingSum;

  constructor(timePeriod: number) {
    const volumes = new RollingSum(timePeriod);
    super(1, [volumes], [Number.NaN]);
    this.#volumes = volumes;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const price = inputs[0]![index]!;
    const volume = inputs[1]![index]!;
    const isGood = price === price && volume >= 0;
    const all = this.#volumes.peek(isGood ? volume : Number.NaN);
    const before = this.past[0]!;
    let mean = before;
    if (all !== all) mean = Number.NaN;
    else if (before !== before) mean = price;
    else if (all > 0) mean = before + (price - before) * (volume / all);
    this.result[0] = this.coming[0] = mean;
  }
}

export const evwma = defineIndicator({
  info: {
    name: 'evwma',
    title: 'Elastic volume-weighted moving average',
    group: 'Trend',
    inputs: ['close', 'volume'],
    params: [timePeriodParam(10, 1)],
    outputs: [overPrices()],
    description: 'Average that moves as fast as shares change hands: a bar of heavy trading moves it far.',
    source: 'C. P. Fries, Elastic Moving Averages, Stocks & Commodities 6/2001; values of TTR EVWMA',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new EvwmaKernel(timePeriod!),
});
