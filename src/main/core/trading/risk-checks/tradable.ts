import type { RiskCheck } from '../risk-check.ts';

export const checkTradable: RiskCheck = ({ instrumentId }, { instrument }) =>
  instrument?.isTradable === false ? { code: 'INSTRUMENT_NOT_TRADABLE', instrumentId } : null;
