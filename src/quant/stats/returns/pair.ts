import { computeMoments, type Moments } from './distribution.ts';

/** How two series of equal length move together; divisors n. */
export type Pair = {
  readonly own: Moments;
  readonly other: Moments;
  readonly covariance: number;
  /** Slope of the first on the second; NaN where the second does not move. */
  readonly beta: number;
  /** Intercept of that line, a period. */
  readonly alpha: number;
  readonly correlation: number;
};

export function computePair(own: Float64Array, other: Float64Array, ownMoments = computeMoments(own), otherMoments = computeMoments(other)): Pair {
  let cross = 0;
  for (let i = 0; i < own.length; i++) cross += (own[i]! - ownMoments.mean) * (other[i]! - otherMoments.mean);
  const covariance = cross / own.length;
  const beta = otherMoments.second > 0 && own.length > 1 ? covariance / otherMoments.second : Number.NaN;
  const scale = Math.sqrt(ownMoments.second * otherMoments.second);
  return {
    own: ownMoments, other: otherMoments, covariance, beta,
    alpha: ownMoments.mean - beta * otherMoments.mean,
    correlation: scale > 0 ? covariance / scale : Number.NaN,
  };
}

/** Mean of (a − ā)^p × (b − b̄)^q: covariance, co-skewness, co-kurtosis. */
export function crossMoment(own: Float64Array, other: Float64Array, { own: a, other: b }: Pair, p: number, q: number): number {
  let sum = 0;
  for (let i = 0; i < own.length; i++) {
    let product = 1;
    for (let k = 0; k < p; k++) product *= own[i]! - a.mean;
    for (let k = 0; k < q; k++) product *= other[i]! - b.mean;
    sum += product;
  }
  return sum / own.length;
}

/** The returns of both where the second is above (1) or below (−1) zero. */
export function selectBySign(own: Float64Array, other: Float64Array, sign: 1 | -1): { readonly own: Float64Array; readonly other: Float64Array } {
  const chosen: { own: Float64Array; other: Float64Array } = { own: new Float64Array(own.length), other: new Float64Array(own.length) };
  let count = 0;
  for (let i = 0; i < own.length; i++) {
    if (!(other[i]! * sign > 0)) continue;
    chosen.own[count] = own[i]!;
    chosen.other[count++] = other[i]!;
  }
  return { own: chosen.own.subarray(0, count), other: chosen.other.subarray(0, count) };
}
