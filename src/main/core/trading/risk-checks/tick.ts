import { decimal } from '../../kernel/index.ts';
import type { RiskCheck } from '../risk-check.ts';

/** Prices lie on the instrument's grid: nothing is rounded for anyone. */
export const checkTick: RiskCheck = (request, { instrument }) => {
  if (instrument === null) return null;
  const { tickSize } = instrument;
  for (const field of ['limitPrice', 'stopPrice'] as const) {
    const price = request[field];
    if (price !== null && !decimal(price).mod(decimal(tickSize)).isZero()) return { code: 'PRICE_OFF_TICK', field, price, tickSize };
  }
  return null;
};
