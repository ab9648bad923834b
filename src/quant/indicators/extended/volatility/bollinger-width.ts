import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { SmaKernel } from '../../overlap/sma.ts';
import { timePeriodParam } from '../../params.ts';
import { RollingVariance } from '../../rolling-variance.ts';
import { shareOf } from '../share.ts';

/** Where the close lies in its Bollinger bands, and how wide they are. NaN while a NaN is in the window. */
class BollingerWidthKernel extends PartsKernel {
  readonly #mean: SmaKernel;
  readonly #variance: RollingVariance;
  readonly #deviations: number;

  constructor(timePeriod: number, deviations: number) {
    const mean = new SmaKernel(timePeriod);
    const variance = new RollingVariance(timePeriod);
    super(2, [mean, variance]);
    this.#mean = mean;
    this.#variance = variance;
    this.#deviations = deviations;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const close = inputs[0]![index]!;
    const mean = this.#mean.peek(close);
    const reach = this.#deviations * Math.sqrt(this.#variance.peek(close));
    this.result[0] = reach === 0 ? 0.5 : 0.5 + (close - mean) / (2 * reach);
    this.result[1] = 100 * shareOf(2 * reach, mean);
  }
}

/** %b is a half where the bands are one line. The bandwidth is in percent of the middle. */
export const bollingerWidth = defineIndicator({
  info: {
    name: 'bollinger_width',
    title: 'Bollinger %b and bandwidth',
    group: 'Volatility',
    inputs: ['close'],
    params: [timePeriodParam(20), { name: 'deviations', title: 'Deviations to the bands', default: 2, min: 0.01, max: 100, isInteger: false }],
    outputs: [inOwnPane('percentB'), inOwnPane('bandwidth')],
    description: 'Where the close lies between the bands (0 lower, 1 upper), and how wide they are in percent.',
    source: 'J. Bollinger, Bollinger on Bollinger Bands (2001)',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod, deviations }) => new BollingerWidthKernel(timePeriod!, deviations!),
});
