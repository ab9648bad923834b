import { defineIndicator, type IndicatorDefinition } from '../define-indicator.ts';
import { History } from '../history.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';

/** A value against the one `timePeriod` bars before. NaN where one of them is. */
type Comparison = (value: number, before: number) => number;

class ChangeKernel extends SeriesKernel {
  readonly #period: number;
  readonly #values: History;
  readonly #compare: Comparison;

  constructor(timePeriod: number, compare: Comparison) {
    const values = new History(timePeriod);
    super([values]);
    this.#period = timePeriod;
    this.#values = values;
    this.#compare = compare;
  }

  peek(value: number): number {
    this.#values.put(value);
    return this.#compare(value, this.#values.back(this.#period));
  }
}

/** In a part of the value before; 0 where that is 0. The difference is taken first, which keeps its digits. */
export const shareOfChange: Comparison = (value, before) => (before === 0 ? (value === value ? 0 : value) : (value - before) / before);
const ratio: Comparison = (value, before) => (before === 0 ? (value === value ? 0 : value) : value / before);

const defineChange = (name: string, title: string, description: string, compare: Comparison): IndicatorDefinition =>
  defineIndicator({
    info: {
      name, title, description,
      group: 'Momentum',
      inputs: ['close'],
      params: [timePeriodParam(10, 1)],
      outputs: [inOwnPane()],
      source: `TA-Lib ${name.toUpperCase()}`,
    },
    traits: { isRelative: true },
    warmup: ({ timePeriod }) => timePeriod!,
    createKernel: ({ timePeriod }) => new ChangeKernel(timePeriod!, compare),
  });

export const mom = defineChange('mom', 'Momentum', 'Change of the price over a number of bars.', (value, before) => value - before);
export const roc = defineChange('roc', 'Rate of change', 'Change of the price in percent.', (value, before) => 100 * shareOfChange(value, before));
export const rocp = defineChange('rocp', 'Rate of change, as a share', 'Change of the price as a share of the price before.', shareOfChange);
export const rocr = defineChange('rocr', 'Rate of change, as a ratio', 'Price over the price before.', ratio);
export const rocr100 = defineChange('rocr100', 'Rate of change, as a ratio of 100', 'Price in percent of the price before.', (value, before) => 100 * ratio(value, before));
