import type { BarColumns } from '../../contract/model/bar.ts';
import { periodStart } from './period-start.ts';

/**
 * Bars of a longer timeframe: first open, highest high, lowest low, last close, sum of volumes; each starts where its period starts
 * in UTC (see `periodStart`). A period without a bar has none. Times must ascend.
 */
export function aggregateBars(bars: BarColumns, timeframeMs: number): BarColumns {
  const count = bars.time.length;
  const out = { time: new Float64Array(count), open: new Float64Array(count), high: new Float64Array(count), low: new Float64Array(count), close: new Float64Array(count), volume: new Float64Array(count) };
  let k = -1;
  let endMs = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const time = bars.time[i]!;
    if (time >= endMs) {
      k += 1;
      const start = periodStart(time, timeframeMs);
      endMs = start + timeframeMs;
      out.time[k] = start;
      out.open[k] = bars.open[i]!;
      out.high[k] = bars.high[i]!;
      out.low[k] = bars.low[i]!;
    } else {
      out.high[k] = Math.max(out.high[k]!, bars.high[i]!);
      out.low[k] = Math.min(out.low[k]!, bars.low[i]!);
    }
    out.close[k] = bars.close[i]!;
    out.volume[k]! += bars.volume[i]!;
  }
  const length = k + 1;
  return {
    time: out.time.slice(0, length), open: out.open.slice(0, length), high: out.high.slice(0, length),
    low: out.low.slice(0, length), close: out.close.slice(0, length), volume: out.volume.slice(0, length),
  };
}
