import { writePrice, writeQuantity } from '../../../contract/model/figures.ts';
import { decimal, toDecimalText, type Decimal } from '../kernel/index.ts';
import { computeRequired } from '../portfolio/index.ts';
import { estimateDemand } from './estimate-demand.ts';
import type { RiskContext, RiskRequest } from './risk-check.ts';
import { checkCollar } from './risk-checks/collar.ts';
import { checkQuantity } from './risk-checks/quantity.ts';

/** How near the order comes to the limits that it keeps, a short sentence for each check that it passes. `available`: the buying power. */
export const noteChecks = (request: RiskRequest, context: RiskContext, available: Decimal): string[] =>
  [...notePrices(request, context), ...noteQuantity(request, context), ...noteBuyingPower(request, context, available)];

/** Limits are bounded where they would fill at a bad price, stops where they would be triggered at once. */
function notePrices(request: RiskRequest, context: RiskContext): string[] {
  const { side, limitPrice, stopPrice } = request;
  const { reference, limits } = context;
  if (reference === null || checkCollar(request, context) !== null) return [];
  const notes: string[] = [];
  const boundedSide = side === 'buy' ? 'above' : 'below';
  const otherSide = side === 'buy' ? 'below' : 'above';
  if (stopPrice !== null) notes.push(notePrice('Stop', decimal(stopPrice), { name: 'market', price: reference }, otherSide, limits.collarBps));
  if (limitPrice !== null) {
    const from = stopPrice === null ? { name: 'market', price: reference } : { name: 'the stop', price: decimal(stopPrice) };
    notes.push(notePrice(stopPrice === null ? 'Price' : 'Limit', decimal(limitPrice), from, boundedSide, limits.collarBps));
  }
  return notes;
}

type From = { readonly name: string; readonly price: Decimal };

function notePrice(what: string, price: Decimal, from: From, boundedSide: 'above' | 'below', collarBps: number): string {
  if (from.price.lte(0)) return `${what} ${writePrice(toDecimalText(price))}`;
  const collar = `collar ${collarBps / 100} %`;
  if (price.eq(from.price)) return `${what} at ${from.name}, ${collar}`;
  const side = price.gt(from.price) ? 'above' : 'below';
  const distance = writeQuantity(price.minus(from.price).abs().div(from.price).times(100).toFixed(2));
  return `${what} ${distance} % ${side} ${from.name}, ${side === boundedSide ? collar : 'no collar on that side'}`;
}

function noteQuantity(request: RiskRequest, context: RiskContext): string[] {
  const { maximumQuantity } = context.limits;
  return maximumQuantity === null || checkQuantity(request, context) !== null ? [] : [`Quantity ${writeQuantity(request.quantity)}, at most ${writeQuantity(maximumQuantity)} an order`];
}

function noteBuyingPower(request: RiskRequest, context: RiskContext, available: Decimal): string[] {
  const { instrument, reference, funds, isKnownAccount, estimateCommission } = context;
  const quantity = decimal(request.quantity);
  if (instrument === null || reference === null || !isKnownAccount || quantity.lte(0)) return [];
  const required = computeRequired(estimateDemand(request, quantity, reference, estimateCommission), funds.holdings, funds.openOrders);
  if (required.isZero()) return ['Reduces the position, needs no buying power'];
  return required.gt(available) ? [] : [`Needs ${writeQuantity(required.toFixed(2))} of ${writeQuantity(available.toFixed(2))} ${instrument.currency} buying power`];
}
