import type { BarColumns } from '../../../contract/model/bar.ts';
import type { ChainBar } from './chain-stream.ts';

/** What is known of another instrument at the bar of a moment, out of its last bar by then: that bar, or its close carried on. */
export const barAsOf = (last: ChainBar, timeMs: number): ChainBar =>
  last.time === timeMs ? last : { time: timeMs, open: last.close, high: last.close, low: last.close, close: last.close, volume: 0 };

/**
 * The bars of another instrument on the moments of a series, as known then: a bar that begins with that of the series ends with it, too.
 * Where it has none, its last close before stands for open, high, low and close, with no volume; NaN before its first. Never one from later.
 *
 * @param time starts of bars, ascending, as are those of the other.
 */
export function barsAsOf(time: Float64Array, other: BarColumns): BarColumns {
  const column = (): Float64Array => new Float64Array(time.length).fill(Number.NaN);
  const [open, high, low, close, volume] = [column(), column(), column(), column(), column()];
  let at = -1;
  for (let i = 0; i < time.length; i++) {
    while (at + 1 < other.time.length && other.time[at + 1]! <= time[i]!) at += 1;
    if (at < 0) continue;
    const isHere = other.time[at] === time[i];
    const last = other.close[at]!;
    open[i] = isHere ? other.open[at]! : last;
    high[i] = isHere ? other.high[at]! : last;
    low[i] = isHere ? other.low[at]! : last;
    close[i] = last;
    volume[i] = isHere ? other.volume[at]! : 0;
  }
  return { time, open, high, low, close, volume };
}
