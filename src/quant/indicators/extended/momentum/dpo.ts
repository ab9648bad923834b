import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { SmaKernel } from '../../overlap/sma.ts';
import { timePeriodParam } from '../../params.ts';

const shiftOf = (timePeriod: number): number => Math.floor(timePeriod / 2) + 1;

/** A value less the average of half a period and a bar before. NaN while a NaN is in the window. */
class DpoKernel extends SeriesKernel {
  readonly #average: SmaKernel;
  readonly #averages: History;
  readonly #shift: number;

  constructor(timePeriod: number) {
    const average = new SmaKernel(timePeriod);
    const averages = new History(shiftOf(timePeriod));
    super([average, averages]);
    this.#average = average;
    this.#averages = averages;
    this.#shift = shiftOf(timePeriod);
  }

  peek(value: number): number {
    this.#averages.put(this.#average.peek(value));
    return value - this.#averages.back(this.#shift);
  }
}

/**
 * Looks back only (TradingView, not centred). TTR's DPO and centred drawings compare with an average of half a period later, which
 * at the bar itself is the future.
 */
export const dpo = defineIndicator({
  info: {
    name: 'dpo',
    title: 'Detrended price oscillator',
    group: 'Momentum',
    inputs: ['close'],
    params: [timePeriodParam(21)],
    outputs: [inOwnPane()],
    description: 'The close against an average of earlier bars, which takes the trend away and leaves the cycle.',
    source: 'TradingView Detrended Price Oscillator, not centred',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1 + shiftOf(timePeriod!),
  createKernel: ({ timePeriod }) => new DpoKernel(timePeriod!),
});
