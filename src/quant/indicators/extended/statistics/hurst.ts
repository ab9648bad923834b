import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { logOf } from '../share.ts';

const shortestPiece = 8;

/** Lengths of pieces: 8, 16, 32 … up to the window. */
function pieceLengths(period: number): number[] {
  const lengths: number[] = [];
  for (let length = shortestPiece; length <= period; length *= 2) lengths.push(length);
  return lengths;
}

/** Slope of log(R/S) on log(length) over pieces of the window's log returns, the newest bars first. NaN while a NaN is in the window. */
class HurstKernel extends SeriesKernel {
  readonly #values: History;
  readonly #returns: History;
  readonly #lengths: readonly number[];
  readonly #period: number;
  readonly #copy: Float64Array;

  constructor(timePeriod: number) {
    const values = new History(1);
    const returns = new History(timePeriod - 1);
    super([values, returns]);
    this.#values = values;
    this.#returns = returns;
    this.#period = timePeriod;
    this.#lengths = pieceLengths(timePeriod);
    this.#copy = new Float64Array(timePeriod);
  }

  peek(value: number): number {
    this.#values.put(value);
    const latest = logOf(value, this.#values.back(1));
    this.#returns.put(latest - latest === 0 ? latest : Number.NaN);
    let sum = 0;
    for (let i = 0; i < this.#period; i++) sum += this.#copy[i] = this.#returns.back(i);
    return sum === sum ? this.#slope() : Number.NaN;
  }

  #slope(): number {
    let [count, x, y, xx, xy] = [0, 0, 0, 0, 0];
    for (const length of this.#lengths) {
      const scaled = this.#meanRescaledRange(length);
      if (!(scaled > 0)) continue;
      const [logLength, logRange] = [Math.log(length), Math.log(scaled)];
      count += 1;
      x += logLength;
      y += logRange;
      xx += logLength * logLength;
      xy += logLength * logRange;
    }
    return count < 2 ? 0.5 : (count * xy - x * y) / (count * xx - x * x);
  }

  /** Mean, over whole pieces of a length, of the range of the sums of deviations by their deviation; 0 where no piece moves. */
  #meanRescaledRange(length: number): number {
    let [sum, pieces] = [0, 0];
    for (let from = 0; from + length <= this.#period; from += length) {
      const scaled = this.#rescaledRange(from, length);
      if (scaled > 0) {
        sum += scaled;
        pieces += 1;
      }
    }
    return pieces === 0 ? 0 : sum / pieces;
  }

  #rescaledRange(from: number, length: number): number {
    const returns = this.#copy;
    let mean = 0;
    for (let i = from; i < from + length; i++) mean += returns[i]!;
    mean /= length;
    let [walked, lowest, highest, squares] = [0, 0, 0, 0];
    for (let i = from; i < from + length; i++) {
      const deviation = returns[i]! - mean;
      walked += deviation;
      squares += deviation * deviation;
      if (walked < lowest) lowest = walked;
      if (walked > highest) highest = walked;
    }
    return squares > 0 ? (highest - lowest) / Math.sqrt(squares / length) : 0;
  }
}

/**
 * By rescaled ranges without correction for small samples, which lie above 0.5 for a random walk in short windows (about 0.6 at
 * 128 bars): compare with the past of the same window. 0.5 where nothing moves.
 */
export const hurst = defineIndicator({
  info: {
    name: 'hurst',
    title: 'Hurst exponent',
    group: 'Statistics',
    inputs: ['close'],
    params: [{ name: 'timePeriod', title: 'Bars', default: 128, min: 2 * shortestPiece, max: 10_000, isInteger: true }],
    outputs: [inOwnPane()],
    description: 'Whether moves tend to go on (above a half) or to turn back (below).',
    source: 'H. E. Hurst (1951); B. Mandelbrot, J. Wallis, Water Resources Research 5 (1969), R/S analysis of log returns',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new HurstKernel(timePeriod!),
});
