/** Range of a bar with the gap to the close before; NaN where one of the prices is. */
export const trueRange = (high: number, low: number, previousClose: number): number =>
  Math.max(high - low, Math.abs(high - previousClose), Math.abs(low - previousClose));
