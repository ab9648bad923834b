import type { Fill } from '../../../contract/model/fill.ts';
import { decimal, toExactText, type Decimal } from '../kernel/index.ts';

/** What the fills of one instrument in one account add up to. Exact decimals as text; signed, negative is short. */
export type Holding = {
  readonly currency: string;
  readonly quantity: string;
  /** What was paid (long) or received (short) for the open quantity, before commission. Never negative. */
  readonly openCost: string;
  /** Closed gains less all commissions, those of the open quantity included. */
  readonly realisedPnl: string;
};

export const emptyHolding = (currency: string): Holding => ({ currency, quantity: '0', openCost: '0', realisedPnl: '0' });

/** Digits kept where a part of the cost has to be divided off. What is rounded here stays in the open cost, so nothing is lost. */
const costDigits = 16;

/**
 * The holding after one more execution, by average cost: what adds raises the cost, what reduces takes its share of the cost
 * out and realises the difference, what goes through zero closes all and opens the rest at its own price.
 * Invariant: money spent = open cost (negative when short) − realised P&L.
 */
export function applyFill(holding: Holding, fill: Pick<Fill, 'side' | 'quantity' | 'price' | 'commission'>): Holding {
  const held = decimal(holding.quantity);
  const size = decimal(fill.quantity);
  const change = fill.side === 'buy' ? size : size.neg();
  const price = decimal(fill.price);
  const cost = decimal(holding.openCost);
  const isReducing = !held.isZero() && held.isPositive() !== change.isPositive();

  const closed = isReducing ? minimum(size, held.abs()) : decimal(0);
  const removedCost = closed.isZero() ? closed : closed.eq(held.abs()) ? cost : cost.times(closed).div(held.abs()).toDecimalPlaces(costDigits);
  const closedValue = closed.times(price);
  const gain = held.isPositive() ? closedValue.minus(removedCost) : removedCost.minus(closedValue);
  return {
    currency: holding.currency,
    quantity: toExactText(held.plus(change)),
    openCost: toExactText(cost.minus(removedCost).plus(size.minus(closed).times(price))),
    realisedPnl: toExactText(decimal(holding.realisedPnl).plus(gain).minus(decimal(fill.commission))),
  };
}

const minimum = (a: Decimal, b: Decimal): Decimal => (a.lt(b) ? a : b);
