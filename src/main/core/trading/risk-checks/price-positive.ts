import { decimal } from '../../kernel/index.ts';
import type { RiskCheck } from '../risk-check.ts';

export const checkPricePositive: RiskCheck = (request) => {
  for (const field of ['limitPrice', 'stopPrice'] as const) {
    const price = request[field];
    if (price !== null && decimal(price).lte(0)) return { code: 'PRICE_NOT_POSITIVE', field, price };
  }
  return null;
};
