import { normalQuantile } from '../returns/normal.ts';
import { incompleteBeta, logGamma } from './special.ts';

/** Logarithm of the factor before (1 + t²/ν)^(−(ν+1)/2) in Student's density. */
export const studentLogFactor = (freedom: number): number =>
  logGamma((freedom + 1) / 2) - logGamma(freedom / 2) - 0.5 * Math.log(freedom * Math.PI);

/** Density of Student's t with ν degrees of freedom, location 0 and scale 1. */
export const studentDensity = (t: number, freedom: number): number =>
  Math.exp(studentLogFactor(freedom) - 0.5 * (freedom + 1) * Math.log1p((t * t) / freedom));

/** Share of Student's t below a value; the lower tail keeps its digits, and so does what is near the middle. */
export function studentCdf(t: number, freedom: number): number {
  if (t * t < 1) return 0.5 + Math.sign(t) * 0.5 * incompleteBeta(0.5, freedom / 2, (t * t) / (freedom + t * t));
  const tail = 0.5 * incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t));
  return t < 0 ? tail : 1 - tail;
}

/** Ends of a stretch that holds the quantile of a share below a half: twice as far out until it does. */
function bracket(share: number, freedom: number): [number, number] {
  let low = Math.min(normalQuantile(share), -1);
  while (studentCdf(low, freedom) > share) low *= 2;
  return [low, 0];
}

/**
 * The value below which a share of Student's t lies, to about 1e-12 relative, by Newton's steps kept inside a bracket. −∞ of 0, ∞ of 1,
 * NaN outside.
 */
export function studentQuantile(share: number, freedom: number): number {
  if (!(share >= 0 && share <= 1)) return Number.NaN;
  if (share === 0 || share === 1) return share === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (share === 0.5) return 0;
  if (share > 0.5) return -studentQuantile(1 - share, freedom);
  let [low, high] = bracket(share, freedom);
  let t = Math.max(low, normalQuantile(share));
  for (let round = 0; round < 200; round++) {
    const above = studentCdf(t, freedom) - share;
    if (above > 0) high = t;
    else low = t;
    let next = t - above / studentDensity(t, freedom);
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (Math.abs(next - t) <= 1e-14 * Math.abs(next)) return next;
    t = next;
  }
  return t;
}
