import { defineIndicator, type IndicatorParams } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { SmaKernel } from '../../overlap/sma.ts';
import { periodParam } from '../../params.ts';
import { shareOf } from '../share.ts';

/** Slots of the memory: the distance of the price from its mean, and the price. */
const distance = 0;
const price = 1;

/**
 * Typical price less its exponential mean, by the mean of that distance, smoothed. The distance itself is carried from bar to
 * bar, so that small ones keep their digits at any price level. A NaN makes it begin anew after it.
 */
class WavetrendKernel extends PartsKernel {
  readonly #mean: EmaKernel;
  readonly #kept: number;
  readonly #size: EmaKernel;
  readonly #wave: EmaKernel;
  readonly #signal: SmaKernel;

  constructor({ channelPeriod, averagePeriod, signalPeriod }: IndicatorParams) {
    const [mean, size, wave] = [new EmaKernel(channelPeriod!), new EmaKernel(channelPeriod!), new EmaKernel(averagePeriod!)];
    const signal = new SmaKernel(signalPeriod!);
    super(2, [mean, size, wave, signal], [Number.NaN, Number.NaN]);
    this.#mean = mean;
    // What of a distance is left when the mean has followed by its weight.
    this.#kept = 1 - 2 / (channelPeriod! + 1);
    this.#size = size;
    this.#wave = wave;
    this.#signal = signal;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const close = inputs[2]![index]!;
    // The typical price, by distances, whose sum loses no digits.
    const typical = close + (inputs[0]![index]! - close + (inputs[1]![index]! - close)) / 3;
    const mean = this.#mean.peek(typical);
    const before = this.past[distance]!;
    const away = before === before ? this.#kept * (before + (typical - this.past[price]!)) : typical - mean;
    this.coming[distance] = away;
    this.coming[price] = typical;
    this.result[0] = this.#wave.peek(shareOf(away, 0.015 * this.#size.peek(Math.abs(away))));
    this.result[1] = this.#signal.peek(this.result[0]);
  }
}

export const wavetrend = defineIndicator({
  info: {
    name: 'wavetrend',
    title: 'WaveTrend',
    group: 'Momentum',
    inputs: ['high', 'low', 'close'],
    params: [periodParam('channelPeriod', 'Bars of the mean', 10, 2), periodParam('averagePeriod', 'Bars of the wave', 21, 1), periodParam('signalPeriod', 'Bars of the signal', 4, 1)],
    outputs: [inOwnPane('wave'), inOwnPane('signal')],
    description: 'How far prices are from their mean, by how far they usually are: above 60 far up, below -60 far down.',
    source: 'LazyBear, WaveTrend Oscillator (a port of the TS/MT indicator)',
  },
  traits: { beginsApart: true },
  warmup: ({ channelPeriod, averagePeriod, signalPeriod }) => 2 * (channelPeriod! - 1) + averagePeriod! - 1 + signalPeriod! - 1,
  createKernel: (params) => new WavetrendKernel(params),
});
