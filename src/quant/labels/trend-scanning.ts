import { QuantError } from '../error.ts';
import { checkBars, emptyLabels, isPrice, type LabelSet } from './label-set.ts';

export type TrendScanningOptions = {
  /** Shortest and longest stretch looked at, in bars after the bar; the shortest is 2 at least, so that the line can miss a price. */
  readonly shortest: number;
  readonly longest: number;
};

export type TrendLabels = LabelSet & {
  /** t-value of the slope of the trend that was chosen; a weight for the label. At most 1e6 in size, where prices lie on a line. */
  readonly tValue: Float64Array;
  /** The bar at which that trend ends. It is known only when the longest stretch has passed: that is `end`. */
  readonly trendEnd: Float64Array;
};

/** Where a line fits to the last digit, its t-value says nothing but that. */
const largest = 1e6;

/**
 * The trend that begins at each bar: least-squares lines through the logarithms of the close from the bar to `shortest` … `longest`
 * bars after it; the one whose slope has the largest t-value in size is the trend, its sign the label (1, -1; 0 where prices do not
 * move). Of equal t-values the shorter stretch counts. NaN where the series ends before the longest stretch does, or a price of it
 * is missing.
 * Source: M. López de Prado, Machine Learning for Asset Managers (2020), 5.4, with ln(price) and the whole range of stretches.
 */
export function labelTrend(close: Float64Array, { shortest, longest }: TrendScanningOptions): TrendLabels {
  checkBars('The shortest stretch', shortest, 2);
  checkBars('The longest stretch', longest, 2);
  if (longest < shortest) throw new QuantError('BAD_HORIZON', `The longest stretch is ${longest} bars and the shortest ${shortest}; the longest must not be shorter.`);
  const logs = close.map((price) => (isPrice(price) ? Math.log(price) : Number.NaN));
  const labels = { ...emptyLabels(close.length, longest), tValue: new Float64Array(close.length).fill(Number.NaN), trendEnd: new Float64Array(close.length).fill(Number.NaN) };
  for (let i = 0; i + longest < close.length; i++) {
    let [best, trendEnd] = [Number.NaN, i];
    const sums = new LineSums();
    for (let k = 0; k <= longest; k++) {
      // Distances from the first price keep their digits.
      sums.add(k, logs[i + k]! - logs[i]!);
      const tValue = k < shortest ? Number.NaN : sums.tValue();
      if (!(Math.abs(tValue) > Math.abs(best)) && !(Number.isNaN(best) && !Number.isNaN(tValue))) continue;
      best = tValue;
      trendEnd = i + k;
    }
    if (Number.isNaN(sums.tValue()) || Number.isNaN(best)) continue;
    labels.value[i] = Math.sign(best) + 0;
    labels.end[i] = i + longest;
    labels.trendEnd[i] = trendEnd;
    labels.tValue[i] = best;
  }
  return labels;
}

/** Sums of a least-squares line that grows by a point at a time. */
class LineSums {
  #count = 0;
  #x = 0;
  #xx = 0;
  #y = 0;
  #yy = 0;
  #xy = 0;

  add(x: number, y: number): void {
    this.#count += 1;
    this.#x += x;
    this.#xx += x * x;
    this.#y += y;
    this.#yy += y * y;
    this.#xy += x * y;
  }

  /** Of the slope; 0 where nothing moves. NaN while a NaN is in it. */
  tValue(): number {
    const count = this.#count;
    const squares = this.#xx - (this.#x * this.#x) / count;
    const moved = this.#yy - (this.#y * this.#y) / count;
    const together = this.#xy - (this.#x * this.#y) / count;
    if (Number.isNaN(together)) return Number.NaN;
    if (moved <= 0) return 0;
    const slope = together / squares;
    const missed = Math.max(0, moved - slope * together);
    const error = Math.sqrt(missed / (count - 2) / squares);
    return Math.max(-largest, Math.min(largest, error === 0 ? Math.sign(slope) * largest : slope / error));
  }
}
