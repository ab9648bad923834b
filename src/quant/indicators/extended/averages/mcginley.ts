import { defineIndicator } from '../../define-indicator.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { overPrices } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { timePeriodParam } from '../../params.ts';

/** The memory is the value before, begun with the plain mean of the first prices. A NaN makes it begin anew after it. */
class McginleyKernel extends SeriesKernel {
  readonly #period: number;
  readonly #start: EmaKernel;

  constructor(timePeriod: number) {
    const start = new EmaKernel(timePeriod);
    super([start], [Number.NaN]);
    this.#period = timePeriod;
    this.#start = start;
  }

  peek(value: number): number {
    const before = this.past[0]!;
    const start = this.#start.peek(value);
    if (before !== before || value !== value) return (this.coming[0] = start);
    const speed = before === 0 ? 1 : (value / before) ** 4;
    // A price of nothing, or one far beyond, would make the way of a bar infinite; it never goes further than the price.
    const share = Math.min(1, 1 / (this.#period * speed));
    return (this.coming[0] = before + (value - before) * share);
  }
}

/** Begins with the plain mean of the first bars. McGinley's factor 0.6, which some add to the period, is left out, as in TradingView. */
export const mcginley = defineIndicator({
  info: {
    name: 'mcginley',
    title: 'McGinley dynamic',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(14, 1)],
    outputs: [overPrices()],
    description: 'Average that hurries after falling prices and takes its time with rising ones.',
    source: 'J. R. McGinley, Market Technicians Association Journal (1997); TradingView McGinley Dynamic',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new McginleyKernel(timePeriod!),
});
