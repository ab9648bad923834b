import { defineIndicator, type IndicatorParams } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { periodParam, timePeriodParam } from '../../params.ts';
import { ExtremeKernel } from '../../rolling-extremes.ts';
import { shareOf } from '../share.ts';

/** Distance of the close from the middle of the range, as a share of half the range, each smoothed twice. A NaN makes it begin anew. */
class SmiKernel extends PartsKernel {
  readonly #highest: ExtremeKernel;
  readonly #lowest: ExtremeKernel;
  readonly #distance: readonly EmaKernel[];
  readonly #range: readonly EmaKernel[];
  readonly #signal: EmaKernel;

  constructor({ timePeriod, fastPeriod, slowPeriod, signalPeriod }: IndicatorParams) {
    const [highest, lowest] = [new ExtremeKernel(timePeriod!, 1), new ExtremeKernel(timePeriod!, -1)];
    const distance = [new EmaKernel(slowPeriod!), new EmaKernel(fastPeriod!)];
    const range = [new EmaKernel(slowPeriod!), new EmaKernel(fastPeriod!)];
    const signal = new EmaKernel(signalPeriod!);
    super(2, [highest, lowest, ...distance, ...range, signal]);
    this.#highest = highest;
    this.#lowest = lowest;
    this.#distance = distance;
    this.#range = range;
    this.#signal = signal;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const highest = this.#highest.peek(inputs[0]![index]!);
    const lowest = this.#lowest.peek(inputs[1]![index]!);
    const distance = this.#distance[1]!.peek(this.#distance[0]!.peek(inputs[2]![index]! - (highest + lowest) / 2));
    const range = this.#range[1]!.peek(this.#range[0]!.peek(highest - lowest));
    this.result[0] = 100 * shareOf(distance, range / 2);
    this.result[1] = this.#signal.peek(this.result[0]);
  }
}

/**
 * Begins when the first whole window has been smoothed. TTR lets the bars before take part with their own high and low, so its
 * values differ at first and approach these.
 */
export const smi = defineIndicator({
  info: {
    name: 'smi',
    title: 'Stochastic momentum index',
    group: 'Momentum',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(13, 1), periodParam('fastPeriod', 'Bars of the second smoothing', 2, 1), periodParam('slowPeriod', 'Bars of the first smoothing', 25, 1), periodParam('signalPeriod', 'Bars of the signal', 9, 1)],
    outputs: [inOwnPane('smi'), inOwnPane('signal')],
    description: 'Where the close lies in the recent range, from -100 (low) to 100 (high), smoothed twice.',
    source: 'W. Blau, Stochastic Momentum, Stocks & Commodities 1/1993; TTR SMI',
  },
  traits: { beginsApart: true },
  warmup: ({ timePeriod, fastPeriod, slowPeriod, signalPeriod }) => timePeriod! + fastPeriod! + slowPeriod! + signalPeriod! - 4,
  createKernel: (params) => new SmiKernel(params),
});
