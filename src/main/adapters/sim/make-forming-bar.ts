import type { Bar, BarColumns } from '../../../contract/model/bar.ts';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { TradeTick } from '../../../contract/model/tick.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { periodStart } from '../../../quant/bars/index.ts';
import type { SimMarket } from '../../../quant/sim-market/index.ts';

/** Whole hours and minutes of the period come as bars: a day has tens of thousands of trades. */
const stepsMs = [3_600_000, 60_000];

/**
 * The bar of the period that a moment lies in, made of the trades up to it (included) less the last `untold` of them;
 * null where that leaves none.
 */
export function makeFormingBar(simMarket: SimMarket, id: InstrumentId, timeframeMs: number, atMs: number, untold: number): Bar | null {
  const startMs = periodStart(atMs, timeframeMs);
  let fromMs = startMs;
  let bar: Bar | null = null;
  for (const stepMs of stepsMs) {
    const untilMs = periodStart(atMs, stepMs);
    if (untilMs <= fromMs || fromMs % stepMs !== 0) continue;
    const bars = simMarket.bars(id, stepMs, untilMs, (untilMs - fromMs) / stepMs);
    for (let i = bars.time.findIndex((time) => time >= fromMs); i >= 0 && i < bars.time.length; i++) bar = extend(bar, startMs, barAt(bars, i));
    fromMs = untilMs;
  }
  const trades = simMarket.ticks(id, fromMs, atMs + 1).filter((tick): tick is TradeTick => tick.kind === 'trade');
  for (const { price, size } of trades.slice(0, trades.length - untold)) bar = extend(bar, startMs, { open: price, high: price, low: price, close: price, volume: size });
  return bar;
}

type Prices = Omit<Bar, 'time'>;

const barAt = ({ open, high, low, close, volume }: BarColumns, i: number): Prices =>
  ({ open: open[i] as number, high: high[i] as number, low: low[i] as number, close: close[i] as number, volume: volume[i] as number });

/** A bar with what came after it. */
const extend = (bar: Bar | null, startMs: number, next: Prices): Bar =>
  bar === null
    ? { time: epochMs(startMs), ...next }
    : { ...bar, high: Math.max(bar.high, next.high), low: Math.min(bar.low, next.low), close: next.close, volume: bar.volume + next.volume };
