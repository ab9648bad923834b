import type { BarColumns } from '../../contract/model/bar.ts';
import type { InstrumentId } from '../../contract/model/instrument.ts';
import type { QuoteTick, Tick, TradeTick } from '../../contract/model/tick.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { hash, uniform } from '../random/index.ts';
import type { Listing } from './listing.ts';
import { minuteMs } from './minute-path.ts';
import { roundTo } from './round-to.ts';
import { sessionShapes } from './session-shape.ts';
import { shareOut } from './share-out.ts';

/** Fewest trades that can show a minute's four prices. */
const fewestTrades = 4;
const usualTrades = 28;
const mostTrades = 160;

/** Trades between two places at which a minute's price turns. */
const turnEvery = 4;

/**
 * Prices of a minute's trades in ticks: they wander from its open to its close; the highest of those between is made its high and
 * the lowest its low.
 */
function tradeTicks(key: number, minute: number, bars: BarColumns, k: number, count: number): Float64Array {
  const [open, high, low, close] = [bars.open[k]!, bars.high[k]!, bars.low[k]!, bars.close[k]!];
  const prices = new Float64Array(count);
  const draw = (at: number, salt: number): number => uniform(key, minute * mostTrades + at, salt) - 0.5;
  let [highAt, lowAt] = [1, 1];
  for (let i = 0; i < count; i++) {
    const from = Math.floor(i / turnEvery);
    const share = i / turnEvery - from;
    const wander = draw(from, 73) * (1 - share) + draw(from + 1, 73) * share;
    const raw = open + ((close - open) * i) / (count - 1) + (high - low) * (0.65 * wander + 0.25 * draw(i, 81));
    prices[i] = Math.min(high, Math.max(low, Math.round(raw)));
    if (i === 0 || i === count - 1) continue;
    if (prices[i]! > prices[highAt]!) highAt = i;
    if (prices[i]! < prices[lowAt]!) lowAt = i;
  }
  if (lowAt === highAt) lowAt = highAt === 1 ? 2 : 1;
  prices[0] = open;
  prices[highAt] = high;
  prices[lowAt] = low;
  prices[count - 1] = close;
  return prices;
}

/** Trades come more often where more is traded. */
function countTrades(key: number, minute: number, listing: Listing, lots: number): number {
  const usualLots = listing.dailyVolume / listing.lotSize / sessionShapes[listing.calendar].minutes;
  const wanted = Math.round(usualTrades * Math.sqrt(lots / usualLots) * (0.6 + 0.8 * uniform(key, minute, 74)));
  return Math.max(fewestTrades, Math.min(mostTrades, wanted, lots));
}

/**
 * Trades of one minute, each after the quote that it met. A trade takes from the side that it touches, and the size offered there is
 * always more than what was traded. Together the trades make the minute's bar exactly. In wild markets the spread is wider and less
 * is offered.
 */
export function makeMinuteTicks(key: number, listing: Listing, id: InstrumentId, bars: BarColumns, k: number, volatility: number): Tick[] {
  const startMs = bars.time[k]!;
  const minute = startMs / minuteMs;
  const count = countTrades(key, minute, listing, bars.volume[k]!);
  const prices = tradeTicks(key, minute, bars, k, count);
  const { tickSize, lotSize } = listing;
  const lots = new Float64Array(count);
  for (let i = 0; i < count; i++) lots[i] = -Math.log(uniform(key, minute * mostTrades + i, 75));
  shareOut(lots, bars.volume[k]!, 1);
  const usualOffer = (3 * (bars.volume[k]! / count)) / volatility;

  const ticks: Tick[] = [];
  for (let i = 0; i < count; i++) {
    const index = minute * mostTrades + i;
    const timeMs = (startMs + Math.floor(((i + uniform(key, index, 76)) / count) * minuteMs)) as EpochMs;
    const spread = Math.max(1, Math.round(listing.spreadTicks * Math.sqrt(volatility) * (0.6 + 0.8 * uniform(key, index, 77))));
    // No bid is below one tick.
    const isAtAsk = prices[i]! > spread && hash(key, index, 78) % 2 === 0;
    const bidTicks = isAtAsk ? prices[i]! - spread : prices[i]!;
    const touched = lots[i]! + Math.ceil(usualOffer * (0.2 + uniform(key, index, 79)));
    const other = Math.ceil(usualOffer * (0.5 + uniform(key, index, 80)));
    const quote: QuoteTick = {
      kind: 'quote', instrumentId: id, timeMs, bid: roundTo(bidTicks * tickSize, tickSize), ask: roundTo((bidTicks + spread) * tickSize, tickSize),
      bidSize: roundTo((isAtAsk ? other : touched) * lotSize, lotSize), askSize: roundTo((isAtAsk ? touched : other) * lotSize, lotSize),
    };
    const trade: TradeTick = { kind: 'trade', instrumentId: id, timeMs, price: roundTo(prices[i]! * tickSize, tickSize), size: roundTo(lots[i]! * lotSize, lotSize) };
    ticks.push(quote, trade);
  }
  return ticks;
}
