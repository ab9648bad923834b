import { incompleteBeta, logGamma } from '../stats/index.ts';

const tiny = 1e-300;
const mostTerms = 10_000;

/** The series of the lower incomplete gamma function, for x below a + 1 (DLMF 8.7.1). */
function lowerShare(a: number, x: number): number {
  let [term, sum] = [1 / a, 1 / a];
  for (let n = 1; n < mostTerms && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** The continued fraction of the upper one, for x from a + 1 on (DLMF 8.9.2), by Lentz's method. */
function upperShare(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < mostTerms; n++) {
    const top = n * (a - n);
    b += 2;
    d = 1 / (top * d + b || tiny);
    c = b + top / c || tiny;
    const step = c * d;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return fraction * Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** Share of a χ² distribution above a value, to about 1e-12 relative; `freedom`: its degrees of freedom, above 0. 1 for values of 0 and below. */
export function chiSquareTail(value: number, freedom: number): number {
  if (Number.isNaN(value) || !(freedom > 0)) return Number.NaN;
  if (value <= 0) return 1;
  if (value === Number.POSITIVE_INFINITY) return 0;
  const [a, x] = [freedom / 2, value / 2];
  return x < a + 1 ? 1 - lowerShare(a, x) : upperShare(a, x);
}

/** Share of an F distribution with these degrees of freedom above a value. */
export const fisherTail = (value: number, above: number, below: number): number =>
  value <= 0 ? 1 : incompleteBeta(below / 2, above / 2, below / (below + above * value));
