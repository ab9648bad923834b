import type { OrderSide } from '../../contract/model/order.ts';
import type { OfferLevel } from './liquidity.ts';

/**
 * Units of others that stand before an order which joins its side of the book at a price: what is shown there; nothing at a price of
 * its own between the levels. Behind the last level shown as much as that level, since nobody sees how much it is. Best level first.
 */
export function sizeAhead(side: OrderSide, price: number, levels: readonly OfferLevel[]): number {
  const worst = levels.at(-1);
  if (worst === undefined) return 0;
  const isBehind = side === 'buy' ? price < worst.price : price > worst.price;
  return isBehind ? worst.size : (levels.find((level) => level.price === price)?.size ?? 0);
}

/** An order that waits in the book. Units. */
export type QueuedOrder = { readonly side: OrderSide; readonly price: number; readonly ahead: number };

/** A trade between others, and the best prices when it happened. */
export type TapeTrade = { readonly price: number; readonly size: number; readonly bid: number; readonly ask: number };

/** What a trade does to a waiting order: units that came as far as the order, and units that still stand before it. */
export type QueueStep = { readonly reached: number; readonly ahead: number };

/**
 * A trade between others against a waiting order. Only who comes to the order's side trades with it: a sale at the bid with buys, a
 * purchase at the ask with sells. At the order's price the trade serves first who stood there before; one at a worse price would have
 * met the order first, and with it everybody at its price. We assume that nobody before us gave up.
 */
export function stepQueue(order: QueuedOrder, trade: TapeTrade): QueueStep {
  const isBuy = order.side === 'buy';
  const comesToUs = isBuy ? !(trade.price > trade.bid) : !(trade.price < trade.ask);
  const isBeyond = isBuy ? trade.price < order.price : trade.price > order.price;
  if (comesToUs && isBeyond) return { reached: trade.size, ahead: 0 };
  if (!comesToUs || trade.price !== order.price) return { reached: 0, ahead: order.ahead };
  return { reached: Math.max(0, trade.size - order.ahead), ahead: Math.max(0, order.ahead - trade.size) };
}
