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

/** Slots of the memory: outputs, the value that is forming, and whether there is one. */
const upper = 0;
const middle = 1;
const lower = 2;
const value = 3;
const isForming = 4;

/** Bands round the simple average, the usual ones: the same values without asking of which kind the average is. */
class SimpleBandsKernel extends PartsKernel {
  readonly #mean: RollingMean;
  readonly #variance: RollingVariance;
  readonly #up: number;
  readonly #down: number;

  constructor({ timePeriod, nbDevUp, nbDevDn }: IndicatorParams) {
    const mean = new RollingMean(timePeriod!);
    const variance = new RollingVariance(timePeriod!);
    super(3, [mean, variance], [], 1);
    this.#mean = mean;
    this.#variance = variance;
    this.#up = nbDevUp!;
    this.#down = nbDevDn!;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.memory[value] = inputs[0]![index]!;
    this.#look();
  }

  override commit(): void {
    this.#mean.commit();
    this.#variance.commit();
  }

  createTicks(): Ticks {
    return { add: (values) => this.#add(values), replace: (values) => this.#replace(values), forming: this.forming };
  }

  #add(values: readonly number[]): Float64Array {
    if (this.memory[isForming] === 1) this.commit();
    return this.#replace(values);
  }

  #replace(values: readonly number[]): Float64Array {
    const { memory } = this;
    memory[value] = numberOf(values[0]!);
    memory[isForming] = 1;
    this.#look();
    memory[upper] = numberOf(memory[upper]!);
    memory[middle] = numberOf(memory[middle]!);
    memory[lower] = numberOf(memory[lower]!);
    return this.result;
  }

  /** Looks at the value that is forming. */
  #look(): void {
    const { memory } = this;
    this.#mean.look(memory, value, middle);
    this.#variance.look(memory, value, upper);
    const deviation = Math.sqrt(memory[upper]!);
    if (deviation !== deviation) memory[middle] = Number.NaN;
    memory[upper] = memory[middle]! + this.#up * deviation;
    memory[lower] = memory[middle]! - this.#down * deviation;
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
