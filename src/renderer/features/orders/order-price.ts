import type { Order } from '../../../contract/model/order.ts';
import { dash, formatNumber } from '../../ui/format.ts';

/** The price that an order is sorted by; null: it has none. */
export function priceOf({ limitPrice, stopPrice, averagePrice }: Order): number | null {
  const price = limitPrice ?? stopPrice ?? averagePrice;
  return price === null ? null : Number(price);
}

/** The prices of an order's terms; of a market order, which has none, the average price of its fills. */
export function priceText(order: Order, places: number): string {
  const text = (price: string | null): string | null => (price === null ? null : formatNumber(Number(price), places));
  const [limit, stop] = [text(order.limitPrice), text(order.stopPrice)];
  if (limit !== null && stop !== null) return `${stop} → ${limit}`;
  return limit ?? stop ?? text(order.averagePrice) ?? (order.type === 'market' ? 'market' : dash);
}
