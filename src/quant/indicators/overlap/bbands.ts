import { defineIndicator, type IndicatorParams } from '../define-indicator.ts';
import { PartsKernel, type SeriesKernel } from '../kernel-parts.ts';
import { fillBetween, overPrices } from '../outputs.ts';
import { realParam, timePeriodParam } from '../params.ts';
import { StddevKernel } from '../statistic/stddev.ts';
import { bandsInto } from './bands-into.ts';
import { createMovingAverage, maType, maTypeParam, movingAverageWarmup } from './moving-average.ts';
import { RollingBands } from './rolling-bands.ts';

/** An average with population standard deviations of the closes above and below it. */
class BbandsKernel extends PartsKernel {
  readonly #middle: SeriesKernel;
  readonly #deviation: StddevKernel;
  readonly #up: number;
  readonly #down: number;

  constructor({ timePeriod, nbDevUp, nbDevDn, maType: type }: IndicatorParams) {
    const middle = createMovingAverage(type!, timePeriod!);
    const deviation = new StddevKernel(timePeriod!);
    super(3, [middle, deviation]);
    this.#middle = middle;
    this.#deviation = deviation;
    this.#up = nbDevUp!;
    this.#down = nbDevDn!;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { result } = this;
    const value = inputs[0]![index]!;
    const average = this.#middle.peek(value);
    const deviation = this.#deviation.peek(value);
    const middle = deviation === deviation ? average : Number.NaN;
    result[0] = middle + this.#up * deviation;
    result[1] = middle;
    result[2] = middle - this.#down * deviation;
  }
}

export const bbands = defineIndicator({
  info: {
    name: 'bbands',
    title: 'Bollinger bands',
    group: 'Volatility',
    inputs: ['close'],
    params: [timePeriodParam(20), realParam('nbDevUp', 'Deviations above', 2), realParam('nbDevDn', 'Deviations below', 2), maTypeParam()],
    outputs: [overPrices('upper', 'band'), overPrices('middle'), overPrices('lower', 'band')],
    fills: [fillBetween('upper', 'lower')],
    description: 'An average of the closes, and how far they usually stray from it.',
    source: 'TA-Lib BBANDS; J. Bollinger, Bollinger on Bollinger Bands (2001)',
  },
  warmup: ({ timePeriod, maType: type }) => Math.max(movingAverageWarmup(type!, timePeriod!), timePeriod! - 1),
  createKernel: (params) => (params['maType'] === maType.sma ? new RollingBands(params['timePeriod']!, params['nbDevUp']!, params['nbDevDn']!) : new BbandsKernel(params)),
  computeColumns: ([close], { timePeriod, nbDevUp, nbDevDn, maType: type }, [upper, middle, lower]) =>
    type === maType.sma && bandsInto(close!, timePeriod!, nbDevUp!, nbDevDn!, [upper!, middle!, lower!]),
});
