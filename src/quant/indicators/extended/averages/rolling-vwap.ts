import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { overPrices } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { RollingSum } from '../../rolling-sum.ts';
import { volumeOf } from '../share.ts';

/** Mean of the window's prices by volume; the plain mean where nothing traded in it. NaN while a NaN, or a volume below zero, is in the window. */
class RollingVwapKernel extends PartsKernel {
  readonly #prices: RollingSum;
  readonly #volumes: RollingSum;
  readonly #values: RollingSum;

  constructor(timePeriod: number) {
    const prices = new RollingSum(timePeriod);
    const volumes = new RollingSum(timePeriod);
    const values = new RollingSum(timePeriod);
    super(1, [prices, volumes, values]);
    this.#prices = prices;
    this.#volumes = volumes;
    this.#values = values;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const price = inputs[0]![index]!;
    const volume = volumeOf(inputs[1]![index]!);
    const mean = this.#prices.peekMean(price);
    const volumes = this.#volumes.peek(volume);
    const values = this.#values.peek(price * volume);
    this.result[0] = volumes === 0 ? mean : values / volumes;
  }
}

/** Uses the close, as TTR's VWAP and VWMA; give another column for the typical price. */
export const rollingVwap = defineIndicator({
  info: {
    name: 'rolling_vwap',
    title: 'Rolling VWAP (volume-weighted moving average)',
    group: 'Volume',
    inputs: ['close', 'volume'],
    params: [timePeriodParam(10, 1)],
    outputs: [overPrices()],
    description: 'What a unit cost on average over the last bars.',
    source: 'TTR VWAP (VWMA)',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new RollingVwapKernel(timePeriod!),
});
