import type { BarColumns } from '../../contract/model/bar.ts';

export type BarFault = { readonly index: number; readonly reason: string };

/** What file formats round away: a close may miss its high by this share without the bar being wrong. */
const roundingShare = 1e-9;

/** The first bar that cannot be true (time not ascending, a number missing, prices outside high and low), or null. */
export function validateBars({ time, open, high, low, close, volume }: BarColumns): BarFault | null {
  for (let i = 0; i < time.length; i++) {
    const slack = roundingShare * Math.abs(high[i]!);
    if (i > 0 && !(time[i]! > time[i - 1]!)) return { index: i, reason: 'its time does not come after the bar before it' };
    if (!Number.isFinite(time[i]! + open[i]! + high[i]! + low[i]! + close[i]! + volume[i]!)) return { index: i, reason: 'a value is missing' };
    if (high[i]! + slack < Math.max(open[i]!, close[i]!, low[i]!)) return { index: i, reason: 'its high is below another price' };
    if (low[i]! - slack > Math.min(open[i]!, close[i]!)) return { index: i, reason: 'its low is above another price' };
    if (volume[i]! < 0) return { index: i, reason: 'its volume is negative' };
  }
  return null;
}
