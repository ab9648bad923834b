import type { RiskCheck } from '../risk-check.ts';

/** Without a price neither collar nor buying power can be checked, whatever the order type. */
export const checkMarketPrice: RiskCheck = ({ instrumentId }, { reference }) => (reference === null ? { code: 'NO_MARKET_PRICE', instrumentId } : null);
