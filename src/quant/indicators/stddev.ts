/**
 * Population standard deviation of the last `timePeriod` values, by the exact two-pass formula in every window, so that it keeps
 * its digits at any price level. NaN before there are as many values, and while a NaN is in the window.
 */
export function computeStddev(values: Float64Array, timePeriod: number, out = new Float64Array(values.length)): Float64Array {
  out.fill(Number.NaN, 0, Math.min(values.length, timePeriod - 1));
  for (let i = timePeriod - 1; i < values.length; i++) {
    const from = i - timePeriod + 1;
    let sum = 0;
    for (let k = from; k <= i; k++) sum += values[k]!;
    const mean = sum / timePeriod;
    let squares = 0;
    for (let k = from; k <= i; k++) squares += (values[k]! - mean) ** 2;
    out[i] = Math.sqrt(squares / timePeriod);
  }
  return out;
}
