import type { OrderSide } from '../../../contract/model/order.ts';
import { decimal, type Decimal } from '../kernel/index.ts';

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
export function computeBuyingPower(funds: Funds): Decimal {
  let available = funds.cash;
  for (const { quantity, mark } of funds.holdings) {
    if (quantity.isNegative()) available = available.minus(quantity.abs().times(mark).times(2));
  }
  const before: OpenDemand[] = [];
  for (const order of funds.openOrders) {
    available = available.minus(computeRequired(order, funds.holdings, before));
    before.push(order);
  }
  return available;
}

/**
 * What one order needs on top of those before it. The part that reduces the holding needs nothing and frees its value for the part
 * that goes through zero; earlier orders on the same side use up what can be reduced. An order that only reduces needs nothing.
 */
export function computeRequired(order: OpenDemand, holdings: readonly MarkedHolding[], before: readonly OpenDemand[]): Decimal {
  const reducing = computeReducing(order, holdings, before);
  const increasing = order.quantity.minus(reducing);
  if (increasing.isZero()) return decimal(0);
  const needed = increasing.minus(reducing).times(order.price).plus(order.commission);
  return needed.isNegative() ? decimal(0) : needed;
}

function computeReducing(order: OpenDemand, holdings: readonly MarkedHolding[], before: readonly OpenDemand[]): Decimal {
  const held = holdings.find((holding) => holding.instrumentId === order.instrumentId)?.quantity;
  if (held === undefined || held.isZero() || held.isPositive() === (order.side === 'buy')) return decimal(0);
  let left = held.abs();
  for (const other of before) {
    if (other.instrumentId === order.instrumentId && other.side === order.side) left = left.minus(other.quantity);
  }
  if (left.isNegative()) return decimal(0);
  return left.lt(order.quantity) ? left : order.quantity;
}
