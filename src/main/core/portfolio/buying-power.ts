import type { OrderSide } from '../../../contract/model/order.ts';
import { zero, type Decimal } from '../kernel/index.ts';

/** A holding at its mark, in one currency. */
export type MarkedHolding = { readonly instrumentId: string; readonly quantity: Decimal; readonly mark: Decimal };

/** What an order may still fill, and the price and commission that it would cost at most as far as is known. */
export type OpenDemand = {
  readonly instrumentId: string;
  readonly side: OrderSide;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly commission: Decimal;
};

export type Funds = { readonly cash: Decimal; readonly holdings: readonly MarkedHolding[]; readonly openOrders: readonly OpenDemand[] };

/**
 * What new orders may use, without leverage: equity less gross exposure less what open orders may still need. A short holding is
 * covered once more by cash, so this is cash − 2 × the value of shorts − reservations. May be negative after losses on shorts.
 */
export function computeBuyingPower({ cash, holdings, openOrders }: Funds): Decimal {
  let available = cash;
  for (const { quantity, mark } of holdings) {
    if (quantity.isNegative()) available = available.minus(quantity.abs().times(mark).times(2));
  }
  const reducible = new Reducible(holdings);
  for (const order of openOrders) available = available.minus(computeNeed(order, reducible.take(order)));
  return available;
}

/**
 * What one order needs on top of those before it. The part that reduces the holding needs nothing and frees its value for the part
 * that goes through zero; earlier orders on the same side use up what can be reduced. An order that only reduces needs nothing.
 */
export function computeRequired(order: OpenDemand, holdings: readonly MarkedHolding[], before: readonly OpenDemand[]): Decimal {
  const reducible = new Reducible(holdings.filter((holding) => holding.instrumentId === order.instrumentId));
  for (const other of before) if (other.instrumentId === order.instrumentId) reducible.take(other);
  return computeNeed(order, reducible.take(order));
}

function computeNeed({ quantity, price, commission }: OpenDemand, reducing: Decimal): Decimal {
  const increasing = quantity.minus(reducing);
  if (increasing.isZero()) return zero;
  const needed = increasing.minus(reducing).times(price).plus(commission);
  return needed.isNegative() ? zero : needed;
}

/** What is left of each holding for orders to reduce; each takes its part in turn. */
class Reducible {
  readonly #left: Map<string, { readonly side: OrderSide; quantity: Decimal }>;

  constructor(holdings: readonly MarkedHolding[]) {
    this.#left = new Map(holdings.map(({ instrumentId, quantity }) => [instrumentId, { side: quantity.isNegative() ? 'buy' : 'sell', quantity: quantity.abs() }]));
  }

  take({ instrumentId, side, quantity }: OpenDemand): Decimal {
    const left = this.#left.get(instrumentId);
    if (left === undefined || left.side !== side) return zero;
    const taken = left.quantity.lt(quantity) ? left.quantity : quantity;
    left.quantity = left.quantity.minus(taken);
    return taken;
  }
}
