/**
 * Quantile of sorted values by linear interpolation between order statistics: type 7 of Hyndman and Fan, the default of numpy,
 * pandas and R. NaN of nothing.
 */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below];
  if (low === undefined) return Number.NaN;
  const high = sorted[below + 1];
  return high === undefined ? low : low + (place - below) * (high - low);
}
