import { logGamma, normalCdf, normalDensity, normalQuantile, studentCdf, studentDensity, studentQuantile } from '../stats/index.ts';
import { normal, uniform } from '../random/index.ts';
import type { ErrorDistribution } from './types.ts';
import { meanSize } from './egarch-variance.ts';

/** The logarithmic derivative of the gamma function for x > 0, to about 1e-14 (DLMF 5.11.2 after the recurrence). */
export function digamma(x: number): number {
  let [shift, at] = [0, x];
  for (; at < 10; at++) shift -= 1 / at;
  const inverse = 1 / (at * at);
  return shift + Math.log(at) - 0.5 / at - inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse * (1 / 132 - (inverse * 691) / 32_760)))));
}

/** The constant of the logarithm of a density of variance 1: −½ ln 2π, or that of Student's t brought to variance 1 (ν > 2). */
export const logConstant = (distribution: ErrorDistribution, nu: number): number =>
  distribution === 'normal' ? -0.5 * Math.log(2 * Math.PI) : logGamma((nu + 1) / 2) - logGamma(nu / 2) - 0.5 * Math.log(Math.PI * (nu - 2));

/** The error of variance 1 below which a share of them lies. */
export const errorQuantile = (distribution: ErrorDistribution, nu: number, share: number): number =>
  distribution === 'normal' ? normalQuantile(share) : studentQuantile(share, nu) * Math.sqrt((nu - 2) / nu);

/** Share of errors of variance 1 whose size is below z, and its slope in z. */
export function sizeShare(distribution: ErrorDistribution, nu: number, z: number): { readonly share: number; readonly slope: number } {
  if (distribution === 'normal') return { share: 1 - 2 * normalCdf(-z), slope: 2 * normalDensity(z) };
  const unit = Math.sqrt(nu / (nu - 2));
  return { share: 1 - 2 * studentCdf(-z * unit, nu), slope: 2 * unit * studentDensity(z * unit, nu) };
}

/** E|z| of an error of variance 1. */
export const errorSize = (distribution: ErrorDistribution, nu: number): number =>
  distribution === 'normal' ? meanSize : (2 * Math.sqrt((nu - 2) / Math.PI) * Math.exp(logGamma((nu + 1) / 2) - logGamma(nu / 2))) / (nu - 1);

/** A random error of variance 1; Student's by the polar method of R. W. Bailey, Mathematics of Computation 62 (1994). */
export function drawError(distribution: ErrorDistribution, nu: number, key: number, index: number): number {
  if (distribution === 'normal') return normal(key, index);
  return Math.cos(2 * Math.PI * uniform(key, index)) * Math.sqrt((nu - 2) * (uniform(key, index, 1) ** (-2 / nu) - 1));
}
