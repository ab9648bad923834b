/** Arithmetic mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Sample variance (divisor n − 1), by the two-pass formula; NaN below two values. */
export function sampleVariance(values: ArrayLike<number>): number {
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - centre) ** 2;
  return values.length < 2 ? Number.NaN : squares / (values.length - 1);
}

/** Sample standard deviation (divisor n − 1). */
export const sampleDeviation = (values: ArrayLike<number>): number => Math.sqrt(sampleVariance(values));

/** Mean growth a period of simple returns: exp(mean(log(1 + r))) − 1. 0 as soon as one return loses everything, NaN of no period. */
export function geometricMean(returns: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < returns.length; i++) {
    if (returns[i]! <= -1) return 0;
    sum += Math.log(1 + returns[i]!);
  }
  return Math.exp(sum / returns.length) - 1;
}

/** Root of the mean squared loss over all observations: gains count as 0. */
export function downsideDeviation(returns: ArrayLike<number>): number {
  let squares = 0;
  for (let i = 0; i < returns.length; i++) if (returns[i]! < 0) squares += returns[i]! ** 2;
  return Math.sqrt(squares / returns.length);
}
