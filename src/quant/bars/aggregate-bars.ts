import type { BarColumns } from '../../contract/model/bar.ts';
import { periodStart } from './period-start.ts';

/** How many periods the bars lie in. */
function countPeriods(time: Float64Array, timeframeMs: number): number {
  let count = 0;
  let endMs = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < time.length; i++) {
    if (time[i]! < endMs) continue;
    count += 1;
    endMs = periodStart(time[i]!, timeframeMs) + timeframeMs;
  }
  return count;
}

/**
 * Bars of a longer timeframe: first open, highest high, lowest low, last close, sum of volumes; each starts where its period starts
 * in UTC (see `periodStart`). A period without a bar has none. Times must ascend.
 */
export function aggregateBars(bars: BarColumns, timeframeMs: number): BarColumns {
  const { time, open, high, low, close, volume } = bars;
  // Counted first: columns of the source's length would cost more in memory than the counting costs in time.
  const count = countPeriods(time, timeframeMs);
  const column = (): Float64Array => new Float64Array(count);
  const out = { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  for (let i = 0, k = 0; k < count; k++) {
    const startMs = periodStart(time[i]!, timeframeMs);
    const endMs = startMs + timeframeMs;
    let [highest, lowest, sum] = [high[i]!, low[i]!, volume[i]!];
    out.time[k] = startMs;
    out.open[k] = open[i]!;
    for (i += 1; i < time.length && time[i]! < endMs; i++) {
      if (high[i]! > highest) highest = high[i]!;
      if (low[i]! < lowest) lowest = low[i]!;
      sum += volume[i]!;
    }
    out.high[k] = highest;
    out.low[k] = lowest;
    out.close[k] = close[i - 1]!;
    out.volume[k] = sum;
  }
  return out;
}
