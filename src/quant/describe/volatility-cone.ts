import { quantileOfSorted } from '../stats/index.ts';
import type { VolatilityOutlook } from '../../contract/model/description.ts';

const windows = [5, 10, 20, 40, 60, 120, 250] as const;
/** A window that fits fewer times than this into the series has no quantiles worth drawing. */
const fewestWindows = 4;

/** Annual volatility of every window of so many returns: the root of their mean square, without taking a mean off, times √periods. */
export function rollVolatility(returns: Float64Array, window: number, periodsPerYear: number): Float64Array {
  const out = new Float64Array(Math.max(0, returns.length - window + 1));
  for (let i = 0; i < out.length; i++) {
    // Summed anew each time: a running sum would keep the rounding of a crash for ever.
    let sum = 0;
    for (let k = i; k < i + window; k++) sum += returns[k]! * returns[k]!;
    out[i] = Math.sqrt((sum / window) * periodsPerYear);
  }
  return out;
}

/** How volatilities over windows of growing length lay, and where the last one lies (Burghardt and Lane 1990). */
export const computeCone = (returns: Float64Array, periodsPerYear: number): VolatilityOutlook['cone'] =>
  windows
    .filter((window) => returns.length >= fewestWindows * window)
    .map((window) => {
      const rolled = rollVolatility(returns, window, periodsPerYear);
      const now = rolled[rolled.length - 1]!;
      const sorted = rolled.sort();
      const at = (share: number): number => quantileOfSorted(sorted, share);
      return { window, least: at(0), low: at(0.1), median: at(0.5), high: at(0.9), most: at(1), now };
    });
