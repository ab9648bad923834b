import type { OrderSide } from '../../contract/model/order.ts';

/** Whether a trade sets a stop off: a buy stop at or above its price, a sell stop at or below it. */
export const isTriggeredByTrade = (side: OrderSide, stop: number, price: number): boolean =>
  side === 'buy' ? price >= stop : price <= stop;

/**
 * Whether a quote sets a stop off: judged by the price the order would then trade at (the ask for a buy, the bid for a sell),
 * which is the earlier of the two sides. A side without a price sets nothing off.
 */
export function isTriggeredByQuote(side: OrderSide, stop: number, quote: { readonly bid: number; readonly ask: number }): boolean {
  const price = side === 'buy' ? quote.ask : quote.bid;
  return price > 0 && isTriggeredByTrade(side, stop, price);
}
