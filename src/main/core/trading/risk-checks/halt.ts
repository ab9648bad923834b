import type { RiskCheck } from '../risk-check.ts';

/** Nothing passes while the kill switch is pulled. */
export const checkHalt: RiskCheck = (_, { halt }) =>
  halt.isHalted ? { code: 'TRADING_HALTED', reason: halt.reason ?? 'stopped by hand' } : null;
