import type { InstrumentId } from '../../contract/model/instrument.ts';
import type { Tick } from '../../contract/model/tick.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { hash, uniform } from '../random/index.ts';
import { instrumentStream } from './day-path.ts';
import type { Listing } from './listing.ts';
import { minimumTrades, minuteMs, type MinuteDay } from './minute-path.ts';

const usualTrades = 28;
const mostTrades = 160;

/** Prices of a minute's trades in ticks: the first is its open, the last its close, one its high and one its low, all others between. */
function tradeTicks(seed: number, stream: number, minute: number, day: MinuteDay, k: number, count: number): Float64Array {
  const [open, high, low, close] = [day.openTicks[k]!, day.highTicks[k]!, day.lowTicks[k]!, day.closeTicks[k]!];
  const prices = new Float64Array(count);
  const first = 1 + (hash(seed, stream, minute, 20) % (count - 2));
  // The other extreme comes at another inner place, whatever the first one was.
  const second = 1 + ((first + (hash(seed, stream, minute, 21) % (count - 3))) % (count - 2));
  const [highAt, lowAt] = hash(seed, stream, minute, 22) % 2 === 0 ? [first, second] : [second, first];
  for (let i = 0; i < count; i++) {
    const way = i / (count - 1);
    const middle = open + (close - open) * way;
    const noise = (high - low) * 0.5 * (uniform(seed, stream, minute * mostTrades + i, 23) - 0.5);
    prices[i] = Math.min(high, Math.max(low, Math.round(middle + noise)));
  }
  prices[0] = open;
  prices[highAt] = high;
  prices[lowAt] = low;
  prices[count - 1] = close;
  return prices;
}

/**
 * Trades of one minute with the quote that each of them met. A trade takes from the side that it touches, so the size offered there
 * is never less than what was traded. Sums and extremes are those of the minute.
 */
export function makeMinuteTicks(seed: number, listing: Listing, id: InstrumentId, day: MinuteDay, k: number, volatility: number): Tick[] {
  const stream = instrumentStream(listing.symbol);
  const startMs = day.startMs + k * minuteMs;
  const minute = startMs / minuteMs;
  const lots = day.volumeLots[k]!;
  const wanted = Math.round(usualTrades * Math.sqrt(volatility) * (0.4 + 1.2 * uniform(seed, stream, minute, 24)));
  const count = Math.max(minimumTrades, Math.min(mostTrades, wanted, lots));
  const prices = tradeTicks(seed, stream, minute, day, k, count);
  const { tickSize, lotSize } = listing;
  const price = (ticks: number): number => roundTo(ticks * tickSize, tickSize);
  const ticks: Tick[] = [];
  let givenLots = 0;
  let givenShare = 0;
  const shares = Array.from({ length: count }, (_, i) => -Math.log(uniform(seed, stream, minute * mostTrades + i, 25)));
  const allShares = shares.reduce((sum, share) => sum + share, 0);
  for (let i = 0; i < count; i++) {
    const key = minute * mostTrades + i;
    const timeMs = (startMs + Math.floor(((i + uniform(seed, stream, key, 26)) / count) * minuteMs)) as EpochMs;
    // Every trade has a lot; the rest is shared out so that nothing is lost in rounding.
    givenShare += shares[i]!;
    const until = i + 1 + Math.round(((lots - count) * givenShare) / allShares);
    const tradedLots = until - givenLots;
    givenLots = until;
    const spread = Math.max(1, Math.round(listing.spreadTicks * Math.sqrt(volatility) * (0.6 + 0.8 * uniform(seed, stream, key, 27))));
    const isAtAsk = prices[i]! - spread < 1 || hash(seed, stream, key, 28) % 2 === 0;
    const bidTicks = isAtAsk ? prices[i]! - spread : prices[i]!;
    const offered = (salt: number): number => Math.ceil((lots / count) * (0.5 + 3 * uniform(seed, stream, key, salt)));
    const touched = tradedLots + offered(29);
    const other = offered(30);
    ticks.push(
      {
        kind: 'quote', instrumentId: id, timeMs, bid: price(Math.max(1, bidTicks)), ask: price(Math.max(1, bidTicks) + spread),
        bidSize: size(isAtAsk ? other : touched, lotSize), askSize: size(isAtAsk ? touched : other, lotSize),
      },
      { kind: 'trade', instrumentId: id, timeMs, price: price(prices[i]!), size: size(tradedLots, lotSize) },
    );
  }
  return ticks;
}

/** The nearest number with as many decimals as the step has: 0.1 + 0.2 is 0.3. */
export const roundTo = (value: number, step: number): number => {
  const scale = Math.round(1 / step);
  return step >= 1 ? Math.round(value) : Math.round(value * scale) / scale;
};

const size = (lots: number, lotSize: number): number => roundTo(lots * lotSize, lotSize);
