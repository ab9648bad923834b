/** Autocorrelations at the lags 1, 2, … and how large they may be by chance. */
export type Autocorrelation = {
  readonly values: number[];
  /**
   * Half the width of the band in which 95 % of the values lie if there is none, by lag: F. X. Diebold (1986), which stays right where
   * calm and wild times follow each other.
   */
  readonly bands: number[];
};

/** 97.5 % of a normal distribution lie below this many deviations. */
const twoSided = 1.959963984540054;

/**
 * Sample autocorrelations r(k) = Σ (xₜ − x̄)(xₜ₊ₖ − x̄) / Σ (xₜ − x̄)², divided by n at every lag, as R's `acf` and statsmodels have it
 * (Box and Jenkins). Their band, where neighbouring sizes depend on each other, is ±1.96 √((1 + γ(k) / σ⁴) / n), with γ(k) the
 * autocovariance of the squares. Values are NaN where all are equal; lags end one short of the series.
 */
export function computeAutocorrelation(values: Float64Array, mostLags: number): Autocorrelation {
  const count = values.length;
  const off = centre(values);
  const squares = centre(off.map((value) => value * value));
  const variance = covariance(off, 0);
  const lags = Math.max(0, Math.min(mostLags, count - 1));
  const at = Array.from({ length: lags }, (_, i) => i + 1);
  return {
    values: at.map((lag) => covariance(off, lag) / variance),
    bands: at.map((lag) => twoSided * Math.sqrt(Math.max(0, 1 + covariance(squares, lag) / variance ** 2) / count)),
  };
}

/** Half the width of the 95 % band for independent values of one distribution: 1.96 / √n (M. S. Bartlett 1946). */
export const plainBand = (count: number): number => twoSided / Math.sqrt(count);

function centre(values: Float64Array): Float64Array {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  return values.map((value) => value - mean);
}

function covariance(off: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < off.length; i++) sum += off[i]! * off[i - lag]!;
  return sum / off.length;
}
