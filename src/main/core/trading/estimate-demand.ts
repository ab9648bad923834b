import type { OrderTerms } from '../ledger/index.ts';
import { decimal, type Decimal } from '../kernel/index.ts';
import type { OpenDemand } from '../portfolio/index.ts';

/**
 * What a quantity of an order may cost: at its limit, else at its stop, else at the market (ask for a buy, bid for a sell).
 * A sale, and a buy stop that the market has passed already, are never priced below the market, which is what they would meet.
 */
export function estimateDemand(
  order: Pick<OrderTerms, 'instrumentId' | 'side' | 'limitPrice' | 'stopPrice'>,
  quantity: Decimal,
  reference: Decimal,
  estimateCommission: (quantity: Decimal, price: Decimal) => Decimal,
): OpenDemand {
  const { instrumentId, side, limitPrice, stopPrice } = order;
  const own = limitPrice ?? stopPrice;
  const asked = own === null ? reference : decimal(own);
  const meetsMarket = side === 'sell' || limitPrice === null;
  const price = meetsMarket && asked.lt(reference) ? reference : asked;
  return { instrumentId, side, quantity, price, commission: estimateCommission(quantity, price) };
}

/**
 * What an order may cost while the venue may work it on either of two sets of terms, and on one after the other: the larger quantity
 * at the higher price.
 */
export function worseDemand(a: OpenDemand, b: OpenDemand, estimateCommission: (quantity: Decimal, price: Decimal) => Decimal): OpenDemand {
  const quantity = a.quantity.gt(b.quantity) ? a.quantity : b.quantity;
  const price = a.price.gt(b.price) ? a.price : b.price;
  return { ...a, quantity, price, commission: estimateCommission(quantity, price) };
}
