import { kurtosisOf, skewnessOf, type Moments } from './distribution.ts';
import { normalCdf, normalDensity, normalQuantile } from './normal.ts';
import { quantileOfSorted } from './quantile.ts';

/**
 * Value at risk and expected shortfall of one period as returns: a loss is negative. `tail` is the share of the worst outcomes,
 * 0.05 for 95 % confidence.
 */
export type TailMethod = 'historical' | 'normal' | 'cornish-fisher';

/** Quantile by Cornish and Fisher's expansion with the skewness and kurtosis of the sample (Favre and Galeano 2002). */
function modifiedQuantile(moments: Moments, tail: number): number {
  const z = normalQuantile(tail);
  const [skew, excess] = [skewnessOf(moments), kurtosisOf(moments) - 3];
  return z + ((z * z - 1) * skew) / 6 + ((z ** 3 - 3 * z) * excess) / 24 - ((2 * z ** 3 - 5 * z) * skew * skew) / 36;
}

/** The return that is undercut with probability `tail`. Deviations are those of the population, as PerformanceAnalytics. */
export function valueAtRisk(sorted: Float64Array, moments: Moments, tail: number, method: TailMethod): number {
  if (method === 'historical') return quantileOfSorted(sorted, tail);
  const deviation = Math.sqrt(moments.second);
  return moments.mean + deviation * (method === 'normal' ? normalQuantile(tail) : modifiedQuantile(moments, tail));
}

/** Mean of the returns at or below the historical value at risk. */
function historicalShortfall(sorted: Float64Array, limit: number): number {
  let [sum, count] = [0, 0];
  for (; count < sorted.length && sorted[count]! <= limit; count++) sum += sorted[count]!;
  return count === 0 ? Number.NaN : sum / count;
}

/** ∫ of x^power × the density up to h, by the recursion of partial moments of the normal distribution. */
function partialMoment(power: number, h: number): number {
  if (power === 0) return normalCdf(h);
  if (power === 1) return -normalDensity(h);
  return -(h ** (power - 1)) * normalDensity(h) + (power - 1) * partialMoment(power - 2, h);
}

/**
 * Expected shortfall under the Edgeworth expansion round the Cornish-Fisher quantile (Boudt, Peterson and Croux 2008), never
 * milder than the value at risk (their operational rule).
 */
function modifiedShortfall(moments: Moments, tail: number): number {
  const h = modifiedQuantile(moments, tail);
  const [skew, excess] = [skewnessOf(moments), kurtosisOf(moments) - 3];
  // E[x; x ≤ h] of the expansion: the normal density times 1 + skew/6·He3 + excess/24·He4 + skew²/72·He6.
  const at = (power: number): number => partialMoment(power, h);
  const expected =
    at(1) + (skew / 6) * (at(4) - 3 * at(2)) + (excess / 24) * (at(5) - 6 * at(3) + 3 * at(1)) +
    ((skew * skew) / 72) * (at(7) - 15 * at(5) + 45 * at(3) - 15 * at(1));
  return moments.mean + Math.sqrt(moments.second) * Math.min(expected / tail, h);
}

/** Mean return of the worst outcomes, `tail` of them. */
export function expectedShortfall(sorted: Float64Array, moments: Moments, tail: number, method: TailMethod): number {
  if (method === 'historical') return historicalShortfall(sorted, quantileOfSorted(sorted, tail));
  if (method === 'cornish-fisher') return modifiedShortfall(moments, tail);
  return moments.mean - (Math.sqrt(moments.second) * normalDensity(normalQuantile(tail))) / tail;
}
