import type { RiskCheck } from '../risk-check.ts';

/** A mistyped name is answered with the nearest known one. */
export const checkInstrument: RiskCheck = ({ instrumentId }, { instrument, nearestInstrument }) =>
  instrument === null ? { code: 'UNKNOWN_INSTRUMENT', instrumentId, nearest: nearestInstrument } : null;
