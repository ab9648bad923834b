import type { QuoteTick, Tick, TradeTick } from '../../contract/model/tick.ts';
import type { Disturbance } from './disturbance.ts';
import type { Listing } from './listing.ts';
import { roundTo } from './round-to.ts';
import type { Step } from './scenario-effect.ts';

/** A price in ticks under a factor; never below one tick. */
export const scaleTicks = (ticks: number, factor: number): number => Math.max(1, Math.round(ticks * factor));

/** Quotes and trades as scenarios make them: at a scaled price, across a wider spread, with less offered and more traded; none while halted. */
export function disturbTicks(ticks: readonly Tick[], disturbance: Disturbance, listing: Listing): readonly Tick[] {
  const made: Tick[] = [];
  for (let i = 0; i + 1 < ticks.length; i += 2) {
    const [quote, trade] = [ticks[i] as QuoteTick, ticks[i + 1] as TradeTick];
    if (disturbance.haltEnd(trade.timeMs) !== null) continue;
    made.push(...disturbPair(quote, trade, disturbance.at(trade.timeMs), listing));
  }
  return made;
}

function disturbPair(quote: QuoteTick, trade: TradeTick, { factor, unrest, bustle }: Step, { tickSize, lotSize }: Listing): [QuoteTick, TradeTick] {
  if (factor === 1 && unrest === 1 && bustle === 1) return [quote, trade];
  const inLots = (size: number): number => Math.round(size / lotSize);
  const price = scaleTicks(Math.round(trade.price / tickSize), factor);
  const spread = Math.round(Math.round((quote.ask - quote.bid) / tickSize) * unrest);
  const wasAtAsk = trade.price === quote.ask;
  const isAtAsk = wasAtAsk && price > spread;
  const bid = isAtAsk ? price - spread : price;
  const lots = inLots(trade.size) * bustle;
  const [touched, other] = wasAtAsk ? [quote.askSize, quote.bidSize] : [quote.bidSize, quote.askSize];
  // What the trade leaves behind is less; the trade itself is always there to be taken.
  const touchedLots = lots + Math.ceil((inLots(touched) - inLots(trade.size)) / unrest);
  const otherLots = Math.ceil(inLots(other) / unrest);
  const [bidLots, askLots] = isAtAsk ? [otherLots, touchedLots] : [touchedLots, otherLots];
  return [
    {
      ...quote, bid: roundTo(bid * tickSize, tickSize), ask: roundTo((bid + spread) * tickSize, tickSize),
      bidSize: roundTo(bidLots * lotSize, lotSize), askSize: roundTo(askLots * lotSize, lotSize),
    },
    { ...trade, price: roundTo(price * tickSize, tickSize), size: roundTo(lots * lotSize, lotSize) },
  ];
}
