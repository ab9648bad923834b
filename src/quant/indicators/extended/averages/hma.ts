import { defineIndicator } from '../../define-indicator.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { overPrices } from '../../outputs.ts';
import { WmaKernel } from '../../overlap/wma.ts';
import { timePeriodParam } from '../../params.ts';

const smoothingOf = (timePeriod: number): number => Math.trunc(Math.sqrt(timePeriod));

/** Twice the average of half the bars less that of all, averaged over their root. Fractions of periods are cut off. NaN while a NaN is in a window. */
class HmaKernel extends SeriesKernel {
  readonly #half: WmaKernel;
  readonly #whole: WmaKernel;
  readonly #smoothing: WmaKernel;

  constructor(timePeriod: number) {
    const half = new WmaKernel(Math.trunc(timePeriod / 2));
    const whole = new WmaKernel(timePeriod);
    const smoothing = new WmaKernel(smoothingOf(timePeriod));
    super([half, whole, smoothing]);
    this.#half = half;
    this.#whole = whole;
    this.#smoothing = smoothing;
  }

  peek(value: number): number {
    return this.#smoothing.peek(2 * this.#half.peek(value) - this.#whole.peek(value));
  }
}

export const hma = defineIndicator({
  info: {
    name: 'hma',
    title: 'Hull moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(20)],
    outputs: [overPrices()],
    description: 'Weighted averages combined so that the line is smooth and yet hardly lags.',
    source: 'A. Hull, Hull Moving Average (2005); values of TTR HMA, which cuts off half and root of the period',
  },
  warmup: ({ timePeriod }) => timePeriod! + smoothingOf(timePeriod!) - 2,
  createKernel: ({ timePeriod }) => new HmaKernel(timePeriod!),
});
