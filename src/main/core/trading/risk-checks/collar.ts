import type { OrderSide } from '../../../../contract/model/order.ts';
import { decimal, toDecimalText, type Decimal } from '../../kernel/index.ts';
import type { RiskCheck } from '../risk-check.ts';

/**
 * Guards against typing errors that would fill at once. Only the aggressive side is bounded:
 * - a limit may be at most the collar above the reference when buying, below it when selling (further away it merely rests);
 * - a stop may be at most the collar on the wrong side of the market, where it triggers at once;
 * - the limit of a stop-limit is measured from its own stop price, near which it will trade.
 */
export const checkCollar: RiskCheck = ({ side, limitPrice, stopPrice }, { reference, limits: { collarBps } }) => {
  if (reference === null) return null;
  if (stopPrice !== null && isBeyond(side === 'buy' ? 'sell' : 'buy', decimal(stopPrice), reference, collarBps)) {
    return { code: 'PRICE_OUTSIDE_COLLAR', field: 'stopPrice', price: stopPrice, reference: toDecimalText(reference), collarBps };
  }
  const limitReference = stopPrice === null ? reference : decimal(stopPrice);
  if (limitPrice !== null && isBeyond(side, decimal(limitPrice), limitReference, collarBps)) {
    return { code: 'PRICE_OUTSIDE_COLLAR', field: 'limitPrice', price: limitPrice, reference: toDecimalText(limitReference), collarBps };
  }
  return null;
};

function isBeyond(side: OrderSide, price: Decimal, reference: Decimal, collarBps: number): boolean {
  const width = reference.times(collarBps).div(10_000);
  return side === 'buy' ? price.gt(reference.plus(width)) : price.lt(reference.minus(width));
}
