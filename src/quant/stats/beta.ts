/**
 * Slope of one series' log returns on another's, bar by bar: covariance over variance. NaN where a value is not positive,
 * the other does not move, or there are fewer than two returns.
 */
export function computeLogBeta(value: Float64Array, market: Float64Array): number {
  const count = value.length - 1;
  if (count < 2) return Number.NaN;
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  let [meanX, meanY] = [0, 0];
  for (let i = 0; i < count; i++) {
    meanX += x[i] = Math.log(market[i + 1]! / market[i]!);
    meanY += y[i] = Math.log(value[i + 1]! / value[i]!);
  }
  meanX /= count;
  meanY /= count;
  let [covariance, variance] = [0, 0];
  for (let i = 0; i < count; i++) {
    covariance += (x[i]! - meanX) * (y[i]! - meanY);
    variance += (x[i]! - meanX) ** 2;
  }
  return covariance / variance;
}
