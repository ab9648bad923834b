import { defineIndicator, type IndicatorParams } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { periodParam } from '../../params.ts';
import { shareOf } from '../share.ts';

/** Changes smoothed twice, as a share of their size smoothed twice. A NaN makes it begin anew after it. */
class TsiKernel extends PartsKernel {
  readonly #values: History;
  readonly #change: readonly EmaKernel[];
  readonly #size: readonly EmaKernel[];
  readonly #signal: EmaKernel;

  constructor({ slowPeriod, fastPeriod, signalPeriod }: IndicatorParams) {
    const values = new History(1);
    const change = [new EmaKernel(slowPeriod!), new EmaKernel(fastPeriod!)];
    const size = [new EmaKernel(slowPeriod!), new EmaKernel(fastPeriod!)];
    const signal = new EmaKernel(signalPeriod!);
    super(2, [values, ...change, ...size, signal]);
    this.#values = values;
    this.#change = change;
    this.#size = size;
    this.#signal = signal;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = inputs[0]![index]!;
    this.#values.put(value);
    const change = value - this.#values.back(1);
    const smoothed = this.#change[1]!.peek(this.#change[0]!.peek(change));
    const size = this.#size[1]!.peek(this.#size[0]!.peek(Math.abs(change)));
    this.result[0] = 100 * shareOf(smoothed, size);
    this.result[1] = this.#signal.peek(this.result[0]);
  }
}

export const tsi = defineIndicator({
  info: {
    name: 'tsi',
    title: 'True strength index',
    group: 'Momentum',
    inputs: ['close'],
    params: [periodParam('slowPeriod', 'Bars of the first smoothing', 25, 1), periodParam('fastPeriod', 'Bars of the second smoothing', 13, 1), periodParam('signalPeriod', 'Bars of the signal', 13, 1)],
    outputs: [inOwnPane('tsi'), inOwnPane('signal')],
    description: 'Changes against their size, both smoothed twice, from -100 to 100.',
    source: 'W. Blau, True Strength Index, Stocks & Commodities 11/1991',
  },
  traits: { beginsApart: true },
  warmup: ({ slowPeriod, fastPeriod, signalPeriod }) => slowPeriod! + fastPeriod! + signalPeriod! - 2,
  createKernel: (params) => new TsiKernel(params),
});
