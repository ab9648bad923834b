import type { OrderSide } from '../../contract/model/order.ts';
import { remainingOffer, type OfferLevel, type Taken } from './liquidity.ts';

/** An order that may trade now: a market order, a limit order, or a stop whose trigger was hit. */
export type WalkingOrder = {
  readonly side: OrderSide;
  /** Worst acceptable price; null for a market order. */
  readonly limit: number | null;
  /** Units not filled yet. */
  readonly remaining: number;
};

/** One level's part of a fill, in whole lots. */
export type LevelMatch = { readonly price: number; readonly lots: number };

/** Whether a price is no worse than a limit; null takes any. */
export const isWithin = (side: OrderSide, limit: number | null, price: number): boolean =>
  limit === null || (side === 'buy' ? price <= limit : price >= limit);

/** A size in lots: 0.3 of lots of 0.1 are three, though 0.3 / 0.1 is less in binary. */
export const wholeLots = (size: number, lotSize: number): number => Math.floor(size / lotSize + 1e-6);

/**
 * Matches an order against what the other side offers, best price first: a buy pays the asks and a sell gets the bids, never the
 * middle, at each level only what is still offered there (`taken` is what we took of that side), and a limit order only down to its
 * limit. So a large market order pays through the levels. Nothing beyond what is shown: what is left waits for the next book.
 */
export function walkBook(order: WalkingOrder, levels: readonly OfferLevel[], taken: Taken, lotSize: number): LevelMatch[] {
  const matches: LevelMatch[] = [];
  let left = wholeLots(order.remaining, lotSize);
  for (const level of levels) {
    if (left <= 0 || !(level.price > 0) || !isWithin(order.side, order.limit, level.price)) break;
    const lots = Math.min(left, wholeLots(remainingOffer(taken, level), lotSize));
    if (lots <= 0) continue;
    matches.push({ price: level.price, lots });
    left -= lots;
  }
  return matches;
}
