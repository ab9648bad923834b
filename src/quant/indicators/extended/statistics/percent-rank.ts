import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { countBelow } from './count-below.ts';

/** Share of the values before that are below this one. NaN while a NaN is among them. */
class PercentRankKernel extends SeriesKernel {
  readonly #values: History;
  readonly #period: number;

  constructor(timePeriod: number) {
    const values = new History(timePeriod);
    super([values]);
    this.#values = values;
    this.#period = timePeriod;
  }

  peek(value: number): number {
    this.#values.put(value);
    return (100 * countBelow(this.#values, this.#period)) / this.#period;
  }
}

/** Counts what is strictly below (Connors); TradingView's `ta.percentrank` also counts what is equal. */
export const percentRank = defineIndicator({
  info: {
    name: 'percent_rank',
    title: 'Percent rank',
    group: 'Statistics',
    inputs: ['close'],
    params: [timePeriodParam(100, 1)],
    outputs: [inOwnPane()],
    description: 'How many percent of the closes before were lower.',
    source: 'L. Connors, C. Alvarez, An Introduction to ConnorsRSI (2012)',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new PercentRankKernel(timePeriod!),
});
