import { SeriesKernel } from '../kernel-parts.ts';
import { DelayLine } from './delay-line.ts';

/** Slots of the memory. */
const count = 0;
const period = 1;
const smoothPeriod = 2;
const re = 3;
const im = 4;
const i2 = 5;
const q2 = 6;

const degrees = 180 / Math.PI;

/** Bars before the transform begins, so that what follows it has the first value where TA-Lib has it. */
export const hilbertStart = { short: 12, long: 37 } as const;

/** Ehlers' filter: the part of a signal that is a quarter of a cycle behind. Exactly 0 where the signal does not move. */
const quarterBehind = (signal: DelayLine, offset: number, gain: number): number =>
  (0.0962 * (signal.back(offset) - signal.back(offset + 6)) + 0.5769 * (signal.back(offset + 2) - signal.back(offset + 4))) * gain;

/** A period moves by at most half up and a third down from bar to bar, within 6 and 50 bars, and only a fifth of the way. */
function followPeriod(previous: number, measured: number): number {
  const limited = Math.max(Math.min(measured, 1.5 * previous), 0.67 * previous);
  return 0.2 * Math.min(Math.max(limited, 6), 50) + 0.8 * previous;
}

/**
 * Ehlers' Hilbert transform of a price and the dominant cycle it finds, as TA-Lib computes them. `peek` gives the smoothed price,
 * NaN before it begins; the other figures are those of the bar looked at last. A NaN makes it begin anew after it.
 * Source: J. F. Ehlers, Rocket Science for Traders (2001).
 */
export class HilbertKernel extends SeriesKernel {
  readonly #start: number;
  readonly #prices: DelayLine;
  readonly #smooth: DelayLine;
  readonly #detrended: DelayLine;
  readonly #quadrature: DelayLine;

  constructor(start: number) {
    const [prices, smooth, detrended, quadrature] = [new DelayLine(3), new DelayLine(6), new DelayLine(9), new DelayLine(6)];
    super([prices, smooth, detrended, quadrature], [0, 0, 0, 0, 0, 0, 0]);
    this.#start = start;
    this.#prices = prices;
    this.#smooth = smooth;
    this.#detrended = detrended;
    this.#quadrature = quadrature;
  }

  /** Part of the price that swings with the cycle. */
  get inPhase(): number {
    return this.#detrended.back(3);
  }

  /** Part of the price that swings a quarter of a cycle behind. */
  get quadrature(): number {
    return this.#quadrature.back(0);
  }

  /** Length of the dominant cycle in bars, smoothed. */
  get smoothPeriod(): number {
    return this.coming[smoothPeriod]!;
  }

  peek(value: number): number {
    const { past, coming } = this;
    if (value !== value) {
      coming.fill(0);
      this.#prices.forget();
      this.#forgetSignals();
      return Number.NaN;
    }
    this.#prices.put(value);
    coming[count] = Math.min(past[count]! + 1, this.#start + 1);
    if (past[count]! < this.#start) {
      coming.fill(0, period);
      this.#forgetSignals();
      return Number.NaN;
    }
    return this.#transform();
  }

  #forgetSignals(): void {
    this.#smooth.forget();
    this.#detrended.forget();
    this.#quadrature.forget();
  }

  #transform(): number {
    const { past, coming } = this;
    const prices = this.#prices;
    const gain = 0.075 * past[period]! + 0.54;
    const smoothed = (4 * prices.back(0) + 3 * prices.back(1) + 2 * prices.back(2) + prices.back(3)) / 10;
    this.#smooth.put(smoothed);
    this.#detrended.put(quarterBehind(this.#smooth, 0, gain));
    this.#quadrature.put(quarterBehind(this.#detrended, 0, gain));
    const nextQ2 = 0.2 * (this.quadrature + quarterBehind(this.#detrended, 3, gain)) + 0.8 * past[q2]!;
    const nextI2 = 0.2 * (this.inPhase - quarterBehind(this.#quadrature, 0, gain)) + 0.8 * past[i2]!;
    const nextRe = 0.2 * (nextI2 * past[i2]! + nextQ2 * past[q2]!) + 0.8 * past[re]!;
    const nextIm = 0.2 * (nextI2 * past[q2]! - nextQ2 * past[i2]!) + 0.8 * past[im]!;
    const isTurning = nextIm !== 0 && nextRe !== 0;
    const measured = isTurning ? 360 / (Math.atan(nextIm / nextRe) * degrees) : past[period]!;
    coming[period] = followPeriod(past[period]!, measured);
    coming[smoothPeriod] = 0.33 * coming[period] + 0.67 * past[smoothPeriod]!;
    coming[re] = nextRe;
    coming[im] = nextIm;
    coming[i2] = nextI2;
    coming[q2] = nextQ2;
    return smoothed;
  }
}
