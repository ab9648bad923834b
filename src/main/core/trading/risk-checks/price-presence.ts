import type { OrderType } from '../../../../contract/model/order.ts';
import type { RiskCheck } from '../risk-check.ts';

const takesPrice: Readonly<Record<OrderType, { readonly limitPrice: boolean; readonly stopPrice: boolean }>> = {
  market: { limitPrice: false, stopPrice: false },
  limit: { limitPrice: true, stopPrice: false },
  stop: { limitPrice: false, stopPrice: true },
  'stop-limit': { limitPrice: true, stopPrice: true },
};

/** Exactly the prices that the order type takes. */
export const checkPricePresence: RiskCheck = (request) => {
  const { type } = request;
  for (const field of ['limitPrice', 'stopPrice'] as const) {
    const isExpected = takesPrice[type][field];
    if (isExpected && request[field] === null) return { code: 'PRICE_MISSING', field, type };
    if (!isExpected && request[field] !== null) return { code: 'PRICE_NOT_EXPECTED', field, type };
  }
  return null;
};
