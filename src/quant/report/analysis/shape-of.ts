import type { ReturnShape } from '../../../contract/model/run-analysis.ts';
import { sayNumber, sayPercent, sayReturn } from '../../describe/words.ts';
import { computeMoments, countInBins, kurtosisOf, quantileOfSorted, sampleVarianceOf, skewnessOf } from '../../stats/index.ts';

/** What the values are: one of them, and many. */
type Noun = readonly [one: string, many: string];

const explanation = {
  formula: 'counts in bins of width 2 · IQR / ∛n; s sample deviation; skewness m3 / m2^1.5; kurtosis m4 / m2² − 3',
  convention: 'Simple returns after costs; an edge lies on zero, so that no bin mixes gains and losses; population skewness and kurtosis.',
  source: 'Freedman and Diaconis 1981',
};

/** The shape of simple returns; null of none. */
export function shapeOf(returns: Float64Array, [one, many]: Noun): ReturnShape | null {
  const count = returns.length;
  if (count === 0) return null;
  const sorted = returns.slice().sort();
  const moments = computeMoments(returns);
  const deviation = count > 1 ? Math.sqrt(sampleVarianceOf(moments)) : 0;
  const skewness = orNull(skewnessOf(moments));
  const gains = returns.reduce((won, value) => won + (value > 0 ? 1 : 0), 0) / count;
  const [worst, best] = [sorted[0]!, sorted[count - 1]!];
  return {
    verdict: sayLean(skewness, count),
    sentence: `${sayNumber(count, 0)} ${count === 1 ? one : many}, ${sayPercent(gains, 0)} of them gains: half are above ${sayMiddle(quantileOfSorted(sorted, 0.5))}, the worst is ${sayReturn(worst)} and the best ${sayReturn(best)}.`,
    explanation,
    count, mean: moments.mean, median: quantileOfSorted(sorted, 0.5), deviation, skewness, excessKurtosis: orNull(kurtosisOf(moments) - 3),
    worst, best, gains, bins: countInBins(sorted, deviation),
  };
}

const fewest = 20;

function sayLean(skewness: number | null, count: number): string {
  if (count < fewest || skewness === null) return 'Too few to tell a shape';
  if (skewness < -0.5) return 'Rare large losses';
  return skewness > 0.5 ? 'Rare large gains' : 'Gains and losses alike in size';
}

const sayMiddle = (share: number): string => (share === 0 ? '0%' : sayReturn(share));

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
