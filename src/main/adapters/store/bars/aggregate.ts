import type { BarColumns } from '../../../../contract/model/bar.ts';
import { allocateBars, joinBars, viewBars } from './columns.ts';
export function aggregateBars(bars: BarColumns, ms: number): BarColumns {
  const out = allocateBars(bars.time.length);
  let n = -1;
  for (let i = 0; i < bars.time.length; i++) {
    const t = Math.floor((bars.time[i] as number) / ms) * ms;
    if (n < 0 || out.time[n] !== t) { n++; out.time[n] = t; out.open[n] = bars.open[i] as number; out.high[n] = -Infinity; out.low[n] = Infinity; }
    out.high[n] = Math.max(out.high[n] as number, bars.high[i] as number);
    out.low[n] = Math.min(out.low[n] as number, bars.low[i] as number);
    out.close[n] = bars.close[i] as number;
    out.volume[n] = (out.volume[n] as number) + (bars.volume[i] as number);
  }
  return joinBars([viewBars(out, 0, n + 1)]);
}
