export { defaultAccounts, type AccountConfig } from './account-config.ts';
export type { CommissionEstimate } from './collect-funds.ts';
export { createTrading, type TradingDeps } from './create-trading.ts';
export type { FailPoint, FailPointName } from './fail-point.ts';
export type { BrokerEvent, BrokerOrder, BrokerOrderChanges, BrokerPort, TradingMarketView, VenueMemory, VenueOrder } from './ports.ts';
export type { RecoveryReport } from './recovery-report.ts';
export type { RiskLimits } from './risk-check.ts';
export type { Trading, TradingHealth } from './trading.ts';
