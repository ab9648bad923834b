import { fillLogGrowth } from './log-growth.ts';

/** Returns of which a block is made: two blocks of them fit into the fastest memory. */
const blockSize = 512;

/**
 * Slope of one series' log returns on another's, bar by bar: covariance over variance. NaN where a value is not positive,
 * the other does not move, or there are fewer than two returns. Moments are taken in two passes over blocks and added up by the formula of
 * Chan, Golub and LeVeque (1983), so that a long run needs no column for its returns.
 */
export function computeLogBeta(value: Float64Array, market: Float64Array): number {
  const last = value.length - 1;
  if (last < 2) return Number.NaN;
  const [x, y] = [new Float64Array(blockSize), new Float64Array(blockSize)];
  let [count, meanX, meanY, covariance, variance] = [0, 0, 0, 0, 0];
  for (let from = 0; from < last; from += blockSize) {
    const size = Math.min(blockSize, last - from);
    const blockX = fillLogGrowth(x, market, from, size);
    const blockY = fillLogGrowth(y, value, from, size);
    const [gapX, gapY] = [blockX - meanX, blockY - meanY];
    const weight = (count * size) / (count + size);
    count += size;
    meanX += gapX * (size / count);
    meanY += gapY * (size / count);
    covariance += coMoment(x, blockX, y, blockY, size) + gapX * gapY * weight;
    variance += coMoment(x, blockX, x, blockX, size) + gapX * gapX * weight;
  }
  return covariance / variance;
}

/** Sum of the products of deviations. */
function coMoment(x: Float64Array, meanX: number, y: Float64Array, meanY: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += (x[i]! - meanX) * (y[i]! - meanY);
  return sum;
}
