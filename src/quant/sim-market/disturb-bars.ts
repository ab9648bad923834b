import type { BarColumns } from '../../contract/model/bar.ts';
import type { TradeTick } from '../../contract/model/tick.ts';
import { makeColumns } from './columns.ts';
import { scaleTicks } from './disturb-ticks.ts';
import type { Disturbance } from './disturbance.ts';
import type { Listing } from './listing.ts';

/** A bar without its time: prices in ticks, volume in lots. */
export type Bar = { readonly open: number; readonly high: number; readonly low: number; readonly close: number; readonly volume: number };

/**
 * Bars as scenarios make them. Where only a factor holds, prices are scaled, which gives what its scaled trades would: rounding keeps
 * their order. Any other bar is made anew of what it consists of, and missing where nothing traded.
 */
export function disturbBars(bars: BarColumns, endOf: (i: number) => number, disturbance: Disturbance, makeAnew: (i: number) => Bar | null): BarColumns {
  const rows: [time: number, bar: Bar][] = [];
  bars.time.forEach((time, i) => {
    const bar = disturbance.isSteady(time, endOf(i)) ? scale(bars, i, disturbance.at(time).factor) : makeAnew(i);
    if (bar !== null) rows.push([time, bar]);
  });
  return makeColumns((name) => Float64Array.from(rows, ([time, bar]) => (name === 'time' ? time : bar[name])));
}

const scale = ({ open, high, low, close, volume }: BarColumns, i: number, factor: number): Bar => ({
  open: scaleTicks(open[i]!, factor), high: scaleTicks(high[i]!, factor), low: scaleTicks(low[i]!, factor), close: scaleTicks(close[i]!, factor), volume: volume[i]!,
});

/** One bar of several; null of none. */
export function foldBars({ open, high, low, close, volume }: BarColumns): Bar | null {
  if (open.length === 0) return null;
  const sum = (total: number, one: number): number => total + one;
  return { open: open[0]!, high: high.reduce((a, b) => Math.max(a, b)), low: low.reduce((a, b) => Math.min(a, b)), close: close.at(-1)!, volume: volume.reduce(sum, 0) };
}

/** One bar of trades; null of none. */
export function foldTrades(trades: readonly TradeTick[], { tickSize, lotSize }: Listing): Bar | null {
  if (trades.length === 0) return null;
  const prices = trades.map((trade) => Math.round(trade.price / tickSize));
  const volume = trades.reduce((sum, trade) => sum + Math.round(trade.size / lotSize), 0);
  return { open: prices[0]!, high: Math.max(...prices), low: Math.min(...prices), close: prices.at(-1)!, volume };
}
