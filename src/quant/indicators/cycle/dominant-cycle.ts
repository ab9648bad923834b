import { SeriesKernel } from '../kernel-parts.ts';
import { DelayLine } from './delay-line.ts';
import { hilbertStart, HilbertKernel } from './hilbert.ts';

/** Longest cycle that is looked for, in bars. */
const longestCycle = 50;

/** Slots of the memory. */
const phase = 0;
const mean1 = 1;
const mean2 = 2;
const mean3 = 3;

/** Sine and cosine of whole parts of a circle: for a cycle of n bars, bar i at `n * 51 + i`. */
const circle = { sine: new Float64Array(51 * 51), cosine: new Float64Array(51 * 51) };
for (let length = 1; length <= longestCycle; length++) {
  for (let i = 0; i < length; i++) {
    circle.sine[length * 51 + i] = Math.sin((i * 2 * Math.PI) / length);
    circle.cosine[length * 51 + i] = Math.cos((i * 2 * Math.PI) / length);
  }
}

/**
 * Phase of the dominant cycle and the trend line that is left when the cycle is averaged away, as TA-Lib computes them. `peek`
 * gives the smoothed price, NaN before it begins; the other figures are those of the bar looked at last.
 * Source: J. F. Ehlers, Rocket Science for Traders (2001).
 */
export class DominantCycle extends SeriesKernel {
  readonly #hilbert: HilbertKernel;
  readonly #prices: DelayLine;
  readonly #smooth: DelayLine;

  constructor() {
    const hilbert = new HilbertKernel(hilbertStart.long);
    const [prices, smooth] = [new DelayLine(longestCycle), new DelayLine(longestCycle)];
    super([hilbert, prices, smooth], [0, 0, 0, 0]);
    this.#hilbert = hilbert;
    this.#prices = prices;
    this.#smooth = smooth;
  }

  /** Length of the dominant cycle in bars, smoothed. */
  get period(): number {
    return this.#hilbert.smoothPeriod;
  }

  /** Where in the cycle the price is, in degrees from -45 to 315. */
  get phase(): number {
    return this.coming[phase]!;
  }

  /** Mean over a whole cycle, smoothed. */
  get trendline(): number {
    const { past, coming } = this;
    return (4 * coming[mean1]! + 3 * past[mean1]! + 2 * past[mean2]! + past[mean3]!) / 10;
  }

  peek(value: number): number {
    const { past, coming } = this;
    const smoothed = this.#hilbert.peek(value);
    if (value === value) this.#prices.put(value);
    else this.#prices.forget();
    if (smoothed !== smoothed) {
      this.#smooth.forget();
      coming.fill(0);
      return smoothed;
    }
    this.#smooth.put(smoothed);
    const length = Math.trunc(this.period + 0.5);
    coming[phase] = this.#measurePhase(length);
    coming[mean1] = this.#meanOver(length);
    coming[mean2] = past[mean1]!;
    coming[mean3] = past[mean2]!;
    return smoothed;
  }

  #measurePhase(length: number): number {
    const smooth = this.#smooth;
    let real = 0;
    let imaginary = 0;
    for (let i = 0; i < length; i++) {
      const value = smooth.back(i);
      real += circle.sine[length * 51 + i]! * value;
      imaginary += circle.cosine[length * 51 + i]! * value;
    }
    const before = this.past[phase]!;
    const measured = imaginary === 0 ? before + 90 * Math.sign(real) : Math.atan(real / imaginary) * (180 / Math.PI);
    const turned = measured + 90 + 360 / this.period + (imaginary < 0 ? 180 : 0);
    return turned > 315 ? turned - 360 : turned;
  }

  #meanOver(length: number): number {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += this.#prices.back(i);
    return length > 0 ? sum / length : sum;
  }
}
