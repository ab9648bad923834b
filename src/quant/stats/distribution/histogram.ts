import { quantileOfSorted } from '../returns/quantile.ts';

/** How often values fall into bins of one width. An edge lies on zero, so that no bin mixes gains and losses. */
export type Histogram = {
  /** Lower edge of the first bin; a bin takes its lower edge and not its upper one. */
  readonly from: number;
  readonly width: number;
  readonly counts: number[];
  /** Values beyond the first and the last bin. */
  readonly below: number;
  readonly above: number;
};

const fewestBins = 12;
const mostBins = 120;
/** What lies farther from the median than so many deviations is counted, not drawn: one crash would squeeze all else into a bin. */
const farDeviations = 6;

/**
 * Counts values in bins whose width follows D. Freedman and P. Diaconis (1981), 2 · IQR / ∛n; where half of the values are equal, by
 * the standard deviation (D. W. Scott 1979, 3.49 σ / ∛n). `sorted` ascending; null where all values are equal or there are none.
 */
export function countInBins(sorted: Float64Array, deviation: number): Histogram | null {
  const count = sorted.length;
  const [least, most] = [sorted[0] ?? Number.NaN, sorted[count - 1] ?? Number.NaN];
  if (!(most > least) || !(deviation > 0)) return null;
  const quartiles = quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25);
  const spread = quartiles > 0 ? Math.min(quartiles / 1.349, deviation) : deviation;
  const median = quantileOfSorted(sorted, 0.5);
  const [low, high] = [Math.max(least, median - farDeviations * spread), Math.min(most, median + farDeviations * spread)];
  const wanted = (quartiles > 0 ? 2 * quartiles : 3.49 * deviation) / Math.cbrt(count);
  const width = Math.min(Math.max(wanted, (high - low) / mostBins), (high - low) / fewestBins);
  const [first, last] = [Math.floor(low / width), Math.floor(high / width)];
  const counts = Array.from({ length: last - first + 1 }, () => 0);
  let [below, above] = [0, 0];
  for (let i = 0; i < count; i++) {
    const place = Math.floor(sorted[i]! / width) - first;
    if (place < 0) below += 1;
    else if (place >= counts.length) above += 1;
    else counts[place]! += 1;
  }
  return { from: first * width, width, counts, below, above };
}
