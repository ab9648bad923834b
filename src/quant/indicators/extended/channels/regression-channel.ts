import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { fillBetween, inOwnPane, overPrices } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { fitLine, type Line } from '../window-statistics.ts';

/** The line of least squares through the window, at its newest bar, and deviations from it. Fitted afresh at each bar. NaN while a NaN is in the window. */
class RegressionChannelKernel extends PartsKernel {
  readonly #values: History;
  readonly #period: number;
  readonly #deviations: number;
  readonly #line: Line = { end: 0, slope: 0, variance: 0 };

  constructor(timePeriod: number, deviations: number) {
    const values = new History(timePeriod - 1);
    super(4, [values]);
    this.#values = values;
    this.#period = timePeriod;
    this.#deviations = deviations;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { result } = this;
    this.#values.put(inputs[0]![index]!);
    const { end, slope, variance } = fitLine(this.#values, this.#period, this.#line);
    const band = this.#deviations * Math.sqrt(variance);
    result[0] = end + band;
    result[1] = end;
    result[2] = end - band;
    result[3] = slope;
  }
}

/** The deviation is the population one of the closes from the line, over the same bars (TradingView's linear regression channel). */
export const regressionChannel = defineIndicator({
  info: {
    name: 'regression_channel',
    title: 'Linear regression channel',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(100), { name: 'deviations', title: 'Deviations to the bands', default: 2, min: 0, max: 100, isInteger: false }],
    outputs: [overPrices('upper', 'band'), overPrices('middle'), overPrices('lower', 'band'), inOwnPane('slope')],
    fills: [fillBetween('upper', 'lower')],
    description: 'Where the straight line through the last closes ends, how far they stray from it, and what it gains in a bar.',
    source: 'G. Raff, Stocks & Commodities 10/1991; deviations as TradingView',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod, deviations }) => new RegressionChannelKernel(timePeriod!, deviations!),
});
