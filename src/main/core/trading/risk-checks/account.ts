import type { RiskCheck } from '../risk-check.ts';

export const checkAccount: RiskCheck = ({ accountId }, { isKnownAccount }) => (isKnownAccount ? null : { code: 'UNKNOWN_ACCOUNT', accountId });
