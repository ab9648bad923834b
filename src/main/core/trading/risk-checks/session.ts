import type { RiskCheck } from '../risk-check.ts';

/** No order of any kind is taken while the instrument's market is closed or its trading halted. */
export const checkSession: RiskCheck = ({ instrumentId }, { session, nowMs }) =>
  session.isOpen ? null : { code: 'MARKET_CLOSED', instrumentId, nowMs, opensAtMs: session.opensAtMs, ...(session.isHalted === true ? { isHalted: true } : {}) };
