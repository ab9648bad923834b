import { defineIndicator, type IndicatorParams } from '../define-indicator.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { PartsKernel, type SeriesKernel } from '../kernel-parts.ts';
import { fillBetween, overPrices } from '../outputs.ts';
import { realParam, timePeriodParam } from '../params.ts';
import { RollingMean } from '../rolling-mean.ts';
import { RollingVariance } from '../rolling-variance.ts';
import { StddevKernel } from '../statistic/stddev.ts';
import { bandsInto } from './bands-into.ts';
import { createMovingAverage, maType, maTypeParam, movingAverageWarmup } from './moving-average.ts';

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

/** Bands round the simple average, the usual ones: the same values without asking of which kind the average is. */
class SimpleBandsKernel extends PartsKernel {
  readonly #mean: RollingMean;
  readonly #variance: RollingVariance;
  readonly #up: number;
  readonly #down: number;

  constructor({ timePeriod, nbDevUp, nbDevDn }: IndicatorParams) {
    const mean = new RollingMean(timePeriod!);
    const variance = new RollingVariance(timePeriod!);
    super(3, [mean, variance]);
    this.#mean = mean;
    this.#variance = variance;
    this.#up = nbDevUp!;
    this.#down = nbDevDn!;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.step(inputs[0]![index]!);
  }

  step(value: number): void {
    const { result } = this;
    const average = this.#mean.peek(value);
    const deviation = Math.sqrt(this.#variance.peek(value));
    const middle = deviation === deviation ? average : Number.NaN;
    result[0] = middle + this.#up * deviation;
    result[1] = middle;
    result[2] = middle - this.#down * deviation;
  }

  override commit(): void {
    this.#mean.commit();
    this.#variance.commit();
  }

  createTicks(forming: Float64Array): Ticks {
    const { result } = this;
    const replace = (values: readonly number[]): Float64Array => {
      const value = (forming[0] = numberOf(values[0]!));
      forming[1] = 1;
      this.step(value);
      result[0] = numberOf(result[0]!);
      result[1] = numberOf(result[1]!);
      result[2] = numberOf(result[2]!);
      return result;
    };
    const add = (values: readonly number[]): Float64Array => {
      if (forming[1] === 1) this.commit();
      return replace(values);
    };
    return { add, replace };
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
  createKernel: (params) => (params['maType'] === maType.sma ? new SimpleBandsKernel(params) : new BbandsKernel(params)),
  computeColumns: ([close], { timePeriod, nbDevUp, nbDevDn, maType: type }, [upper, middle, lower]) =>
    type === maType.sma && bandsInto(close!, timePeriod!, nbDevUp!, nbDevDn!, [upper!, middle!, lower!]),
});
