import type { OrderSide } from '../../contract/model/order.ts';
import { remainingOffer, type Taken } from './liquidity.ts';

/** The best offer on both sides. Sizes in units. */
export type OfferedQuote = { readonly bid: number; readonly ask: number; readonly bidSize: number; readonly askSize: number };

/** An order that may trade now: a market order, a limit order, or a stop whose trigger was hit. */
export type QuoteOrder = {
  readonly side: OrderSide;
  /** Worst acceptable price; null for a market order. */
  readonly limit: number | null;
  /** Units not filled yet. */
  readonly remaining: number;
};

export type QuoteMatch = { readonly quantity: number; readonly price: number };

/**
 * Matches an order against a quote: a buy pays the ask and a sell gets the bid, never the middle, only as many units
 * as are still offered there (`taken` is what we took of that side), and a limit order only where that price is no worse than its limit.
 * null: nothing to fill. A side without a price or without size fills nothing. Gives at most one fill; what is left waits for the next quote.
 */
export function matchOnQuote(order: QuoteOrder, quote: OfferedQuote, taken: Taken): QuoteMatch | null {
  const isBuy = order.side === 'buy';
  const price = isBuy ? quote.ask : quote.bid;
  if (!(price > 0)) return null;
  if (order.limit !== null && (isBuy ? price > order.limit : price < order.limit)) return null;
  const quantity = Math.min(order.remaining, remainingOffer(taken, price, isBuy ? quote.askSize : quote.bidSize));
  return quantity > 0 ? { quantity, price } : null;
}
