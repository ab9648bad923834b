import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { ExtremeKernel } from '../../rolling-extremes.ts';
import { RollingSum } from '../../rolling-sum.ts';
import { shareOf } from '../share.ts';

/** Range of the closes by the way they took. NaN while a NaN is in the window. */
class VhfKernel extends SeriesKernel {
  readonly #values: History;
  readonly #highest: ExtremeKernel;
  readonly #lowest: ExtremeKernel;
  readonly #way: RollingSum;

  constructor(timePeriod: number) {
    const values = new History(1);
    const [highest, lowest] = [new ExtremeKernel(timePeriod, 1), new ExtremeKernel(timePeriod, -1)];
    const way = new RollingSum(timePeriod);
    super([values, highest, lowest, way]);
    this.#values = values;
    this.#highest = highest;
    this.#lowest = lowest;
    this.#way = way;
  }

  peek(value: number): number {
    this.#values.put(value);
    const range = this.#highest.peek(value) - this.#lowest.peek(value);
    return shareOf(range, this.#way.peek(Math.abs(value - this.#values.back(1))));
  }
}

export const vhf = defineIndicator({
  info: {
    name: 'vhf',
    title: 'Vertical horizontal filter',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(28, 1)],
    outputs: [inOwnPane()],
    description: 'How straight prices went: high in a trend, low in a range.',
    source: 'A. White, Futures 8/1991; values of TTR VHF of closes',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new VhfKernel(timePeriod!),
});

/** Way from the first to the last value by the way they took. NaN while a NaN is in the window. */
class EfficiencyRatioKernel extends SeriesKernel {
  readonly #values: History;
  readonly #way: RollingSum;
  readonly #period: number;

  constructor(timePeriod: number) {
    const values = new History(timePeriod);
    const way = new RollingSum(timePeriod);
    super([values, way]);
    this.#values = values;
    this.#way = way;
    this.#period = timePeriod;
  }

  peek(value: number): number {
    this.#values.put(value);
    return shareOf(Math.abs(value - this.#values.back(this.#period)), this.#way.peek(Math.abs(value - this.#values.back(1))));
  }
}

/** What steers `kama`. 0 where nothing moves. */
export const efficiencyRatio = defineIndicator({
  info: {
    name: 'efficiency_ratio',
    title: 'Kaufman efficiency ratio',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(10, 1)],
    outputs: [inOwnPane()],
    description: 'How much of their way prices made good: 1 straight on, 0 back to where they were.',
    source: 'P. J. Kaufman, Smarter Trading (1995)',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new EfficiencyRatioKernel(timePeriod!),
});
