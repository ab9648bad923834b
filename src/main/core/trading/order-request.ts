import type { AccountId, Order, OrderChanges, OrderRequest } from '../../../contract/model/order.ts';
import { canonicalDecimal } from '../kernel/index.ts';
import type { OrderRecord } from './order-record.ts';
import type { BrokerOrderChanges } from './ports.ts';
import type { RiskRequest } from './risk-check.ts';

/** The request with canonical decimals and the default account filled in. */
export function toRiskRequest(request: OrderRequest, defaultAccountId: AccountId): RiskRequest {
  const { accountId = defaultAccountId, instrumentId, side, type, timeInForce, quantity, limitPrice, stopPrice } = request;
  return {
    accountId,
    instrumentId,
    side,
    type,
    timeInForce,
    quantity: canonicalDecimal(quantity),
    limitPrice: limitPrice === undefined ? null : canonicalDecimal(limitPrice),
    stopPrice: stopPrice === undefined ? null : canonicalDecimal(stopPrice),
  };
}

/** Whether a request asks for what this order was first asked for. */
export function isSameRequest({ order, asked }: OrderRecord, request: RiskRequest): boolean {
  const first: RiskRequest = { ...toTerms(order), ...asked };
  return (Object.keys(request) as (keyof RiskRequest)[]).every((key) => first[key] === request[key]);
}

/** The order as it would be asked for with these changes. */
export function applyChanges(order: Order, changes: BrokerOrderChanges): RiskRequest {
  return {
    ...toTerms(order),
    quantity: changes.quantity ?? order.quantity,
    limitPrice: changes.limitPrice ?? order.limitPrice,
    stopPrice: changes.stopPrice ?? order.stopPrice,
  };
}

/** Whether the order has these terms already. */
export const isUnchanged = (order: Order, changes: BrokerOrderChanges): boolean =>
  (['quantity', 'limitPrice', 'stopPrice'] as const).every((term) => changes[term] === null || changes[term] === order[term]);

export function toBrokerChanges({ quantity, limitPrice, stopPrice }: OrderChanges): BrokerOrderChanges {
  return {
    quantity: quantity === undefined ? null : canonicalDecimal(quantity),
    limitPrice: limitPrice === undefined ? null : canonicalDecimal(limitPrice),
    stopPrice: stopPrice === undefined ? null : canonicalDecimal(stopPrice),
  };
}

/** The terms as a request of the contract, for the record of a refusal. */
export function toOrderRequest({ limitPrice, stopPrice, ...terms }: RiskRequest): OrderRequest {
  return { ...terms, ...(limitPrice === null ? {} : { limitPrice }), ...(stopPrice === null ? {} : { stopPrice }) };
}

function toTerms({ accountId, instrumentId, side, type, timeInForce, quantity, limitPrice, stopPrice }: Order): RiskRequest {
  return { accountId, instrumentId, side, type, timeInForce, quantity, limitPrice, stopPrice };
}
