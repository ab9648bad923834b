import type { RiskStatus } from '../../../contract/model/risk-status.ts';
import type { Fold, LedgerEvent } from '../ledger/index.ts';

/** Whether the kill switch is pulled, as the fold of halts and resumptions. */
export const haltFold: Fold<RiskStatus, LedgerEvent> = {
  name: 'halt',
  version: 1,
  initial: () => ({ isHalted: false, reason: null }),
  apply(status, event) {
    if (event.type === 'tradingHalted') return { isHalted: true, reason: event.body.reason };
    return event.type === 'tradingResumed' ? { isHalted: false, reason: null } : status;
  },
};
