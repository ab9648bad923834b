import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { RollingVariance } from '../../rolling-variance.ts';
import { logOf } from '../share.ts';
import { barsPerYearParam } from './range-volatility.ts';

/** Sample deviation of the log returns of the window, for a year. NaN while a NaN is in the window. */
class HistoricalVolatilityKernel extends SeriesKernel {
  readonly #values: History;
  readonly #variance: RollingVariance;
  readonly #factor: number;

  constructor(timePeriod: number, barsPerYear: number) {
    const values = new History(1);
    const variance = new RollingVariance(timePeriod);
    super([values, variance]);
    this.#values = values;
    this.#variance = variance;
    this.#factor = (barsPerYear * timePeriod) / (timePeriod - 1);
  }

  peek(value: number): number {
    this.#values.put(value);
    return Math.sqrt(this.#factor * this.#variance.peek(logOf(value, this.#values.back(1))));
  }
}

/** Of as many returns as the period. TTR's volatility(calc = "close") with n takes n − 1 of them. */
export const historicalVolatility = defineIndicator({
  info: {
    name: 'historical_volatility',
    title: 'Historical volatility (close to close)',
    group: 'Volatility',
    inputs: ['close'],
    params: [timePeriodParam(20), barsPerYearParam],
    outputs: [inOwnPane()],
    description: 'Volatility of a year from the log returns of closes.',
    source: 'J. C. Hull, Options, Futures, and Other Derivatives; TTR volatility(calc = "close")',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod, barsPerYear }) => new HistoricalVolatilityKernel(timePeriod!, barsPerYear!),
});
