import { defineIndicator } from '../../define-indicator.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { ExtremeKernel } from '../../rolling-extremes.ts';
import { RollingSum } from '../../rolling-sum.ts';
import { shareOf } from '../share.ts';

/** Root of the mean squared fall, in percent, from the highest close of the window. NaN while a NaN is in a window. */
class UlcerIndexKernel extends SeriesKernel {
  readonly #highest: ExtremeKernel;
  readonly #squares: RollingSum;

  constructor(timePeriod: number) {
    const highest = new ExtremeKernel(timePeriod, 1);
    const squares = new RollingSum(timePeriod);
    super([highest, squares]);
    this.#highest = highest;
    this.#squares = squares;
  }

  peek(value: number): number {
    const highest = this.#highest.peek(value);
    const fall = 100 * shareOf(value - highest, highest);
    return Math.sqrt(Math.max(0, this.#squares.peekMean(fall * fall)));
  }
}

/**
 * The fall at each bar is from the highest close of the bars up to it (StockCharts, TradingView). Martin's own, for a whole
 * investment, takes the highest since its start: that is the statistic of the same name.
 */
export const ulcerIndex = defineIndicator({
  info: {
    name: 'ulcer_index',
    title: 'Ulcer index',
    group: 'Volatility',
    inputs: ['close'],
    params: [timePeriodParam(14, 1)],
    outputs: [inOwnPane()],
    description: 'How deep and how long prices have been below their recent high, in percent.',
    source: 'P. Martin, B. McCann, The Investor\'s Guide to Fidelity Funds (1989); rolling as StockCharts',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => 2 * (timePeriod! - 1),
  createKernel: ({ timePeriod }) => new UlcerIndexKernel(timePeriod!),
});
