/**
 * Coefficients of a stationary autoregression from its partial autocorrelations, each between −1 and 1, by Levinson's recursion
 * (O. Barndorff-Nielsen, G. Schou 1973; J. F. Monahan, Biometrika 71, 1984). Every stationary one is met once.
 */
export function toCoefficients(partials: ArrayLike<number>): Float64Array {
  const coefficients = new Float64Array(partials.length);
  for (let k = 0; k < partials.length; k++) {
    const before = coefficients.slice(0, k);
    const partial = partials[k]!;
    for (let j = 0; j < k; j++) coefficients[j] = before[j]! - partial * before[k - 1 - j]!;
    coefficients[k] = partial;
  }
  return coefficients;
}

/** The way back; null where the autoregression is not stationary. */
export function toPartials(coefficients: ArrayLike<number>): Float64Array | null {
  const partials = Float64Array.from(coefficients);
  for (let k = partials.length - 1; k >= 0; k--) {
    const partial = partials[k]!;
    if (!(Math.abs(partial) < 1)) return null;
    const above = partials.slice(0, k);
    for (let j = 0; j < k; j++) partials[j] = (above[j]! + partial * above[k - 1 - j]!) / (1 - partial * partial);
  }
  return partials;
}

/** A partial autocorrelation of a number that may be any, and back. */
export const toPartial = (free: number): number => free / Math.hypot(1, free);
export const toFree = (partial: number): number => partial / Math.sqrt((1 - partial) * (1 + partial));
