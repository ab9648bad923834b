import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import type { Param } from '../../../../contract/model/param.ts';
import { defineIndicator, type IndicatorDefinition } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { RollingSum } from '../../rolling-sum.ts';
import { logOf } from '../share.ts';

/** Variance of a bar from its own prices, in the order of the inputs. */
type BarVariance = (prices: readonly Float64Array[], index: number) => number;

const parkinsonOf: BarVariance = ([high, low], i) => logOf(high![i]!, low![i]!) ** 2 / (4 * Math.LN2);

const garmanKlassOf: BarVariance = ([open, high, low, close], i) =>
  0.5 * logOf(high![i]!, low![i]!) ** 2 - (2 * Math.LN2 - 1) * logOf(close![i]!, open![i]!) ** 2;

export const rogersSatchellOf = (open: number, high: number, low: number, close: number): number =>
  logOf(high, close) * logOf(high, open) + logOf(low, close) * logOf(low, open);

/** A year has 260 bars of a day as in TTR; 252 is usual for shares, 365 for what trades round the clock. */
export const barsPerYearParam: Param = { name: 'barsPerYear', title: 'Bars in a year', default: 260, min: 1, max: 1e7, isInteger: false };

/** Root of the mean variance of the bars, for a year. NaN while a NaN, or bars whose prices contradict each other, make the mean one. */
class RangeVolatilityKernel extends PartsKernel {
  readonly #varianceOf: BarVariance;
  readonly #sum: RollingSum;
  readonly #barsPerYear: number;

  constructor(varianceOf: BarVariance, timePeriod: number, barsPerYear: number) {
    const sum = new RollingSum(timePeriod);
    super(1, [sum]);
    this.#varianceOf = varianceOf;
    this.#sum = sum;
    this.#barsPerYear = barsPerYear;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const variance = this.#sum.peekMean(this.#varianceOf(inputs, index));
    this.result[0] = Math.sqrt(variance * this.#barsPerYear);
  }
}

const defineRangeVolatility = (varianceOf: BarVariance, inputs: IndicatorInfo['inputs'], info: { name: string; title: string; description: string; source: string }): IndicatorDefinition =>
  defineIndicator({
    info: { ...info, group: 'Volatility', inputs, params: [timePeriodParam(10, 1), barsPerYearParam], outputs: [inOwnPane()] },
    traits: { isRelative: true },
    warmup: ({ timePeriod }) => timePeriod! - 1,
    createKernel: ({ timePeriod, barsPerYear }) => new RangeVolatilityKernel(varianceOf, timePeriod!, barsPerYear!),
  });

const allPrices: IndicatorInfo['inputs'] = ['open', 'high', 'low', 'close'];

export const parkinson = defineRangeVolatility(parkinsonOf, ['high', 'low'], {
  name: 'parkinson',
  title: 'Parkinson volatility',
  description: 'Volatility of a year from highs and lows: five times as efficient as closes, blind to gaps and drift.',
  source: 'M. Parkinson, Journal of Business 53 (1980); values of TTR volatility(calc = "parkinson")',
});

export const garmanKlass = defineRangeVolatility(garmanKlassOf, allPrices, {
  name: 'garman_klass',
  title: 'Garman-Klass volatility',
  description: 'Volatility of a year from all four prices of bars: supposes no drift and no gaps.',
  source: 'M. B. Garman, M. J. Klass, Journal of Business 53 (1980); values of TTR volatility(calc = "garman.klass")',
});

export const rogersSatchell = defineRangeVolatility(([open, high, low, close], i) => rogersSatchellOf(open![i]!, high![i]!, low![i]!, close![i]!), allPrices, {
  name: 'rogers_satchell',
  title: 'Rogers-Satchell volatility',
  description: 'Volatility of a year from all four prices of bars, right under any drift; blind to gaps.',
  source: 'L. C. G. Rogers, S. E. Satchell, Annals of Applied Probability 1 (1991); values of TTR volatility(calc = "rogers.satchell")',
});
