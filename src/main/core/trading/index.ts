export type { BrokerEvent, BrokerOrder, BrokerOrderChanges, BrokerPort, VenueMemory, VenueOrder } from './ports.ts';
export type { RecoveryReport } from './recovery-report.ts';
export type { Trading, TradingHealth } from './trading.ts';
