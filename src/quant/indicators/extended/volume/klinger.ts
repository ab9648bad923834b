import { defineIndicator, type IndicatorParams } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { periodParam } from '../../params.ts';
import { shareOf, volumeOf } from '../share.ts';

/** Slots of the memory: high + low + close of the bar before, its range, the ranges summed since the trend turned, and the trend. */
const level = 0;
const range = 1;
const summed = 2;
const trend = 3;

/** Difference of two exponential means of the volume force. A NaN makes it begin anew after it. */
class KlingerKernel extends PartsKernel {
  readonly #fast: EmaKernel;
  readonly #slow: EmaKernel;
  readonly #signal: EmaKernel;

  constructor({ fastPeriod, slowPeriod, signalPeriod }: IndicatorParams) {
    const [fast, slow, signal] = [new EmaKernel(fastPeriod!), new EmaKernel(slowPeriod!), new EmaKernel(signalPeriod!)];
    super(2, [fast, slow, signal], [Number.NaN, 0, 0, 0]);
    this.#fast = fast;
    this.#slow = slow;
    this.#signal = signal;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const volumeForce = this.#force(inputs[0]![index]!, inputs[1]![index]!, inputs[2]![index]!, volumeOf(inputs[3]![index]!));
    this.result[0] = this.#fast.peek(volumeForce) - this.#slow.peek(volumeForce);
    this.result[1] = this.#signal.peek(this.result[0]);
  }

  #force(high: number, low: number, close: number, volume: number): number {
    const { past, coming } = this;
    const isBegun = past[level] === past[level];
    coming[level] = high + low + close;
    coming[range] = high - low;
    coming[trend] = coming[summed] = 0;
    if (!isBegun || coming[level] !== coming[level]) return Number.NaN;
    const change = Math.sign(coming[level]! - past[level]!);
    // A bar that stands still goes on with the trend there was; a series that never moved has none.
    coming[trend] = change === 0 ? past[trend]! : change;
    coming[summed] = (coming[trend] === past[trend] ? past[summed]! : past[range]!) + coming[range]!;
    return volume * Math.abs(2 * shareOf(coming[range]!, coming[summed]!) - 1) * coming[trend]! * 100;
  }
}

/**
 * The volume force of Klinger's article, with the range's share of the movement since the trend turned. TradingView and others
 * use the signed volume alone; the averages begin with a plain mean, where Tulip's begin with the first value.
 */
export const klinger = defineIndicator({
  info: {
    name: 'klinger',
    title: 'Klinger volume oscillator',
    group: 'Volume',
    inputs: ['high', 'low', 'close', 'volume'],
    params: [periodParam('fastPeriod', 'Bars of the fast average', 34, 1), periodParam('slowPeriod', 'Bars of the slow average', 55, 1), periodParam('signalPeriod', 'Bars of the signal', 13, 1)],
    outputs: [inOwnPane('klinger'), inOwnPane('signal')],
    description: 'Volume that goes with the trend, short against long term.',
    source: 'S. J. Klinger, Identifying Trends with Volume Analysis, Stocks & Commodities 12/1997',
  },
  traits: { beginsApart: true },
  warmup: ({ fastPeriod, slowPeriod, signalPeriod }) => Math.max(fastPeriod!, slowPeriod!) + signalPeriod! - 1,
  createKernel: (params) => new KlingerKernel(params),
});
