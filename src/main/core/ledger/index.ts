export { createLedger, type EventLedger, type Ledger, type LedgerOptions } from './create-ledger.ts';
export { checkLedgerEntry, decodeEvent } from './decode-event.ts';
export { orderStream, type OrderTerms } from './events/order-events.ts';
export { riskStream } from './events/risk-events.ts';
export type { Fold, FoldView } from './fold.ts';
export type { LedgerEvent, LedgerEventOf, NewLedgerEvent } from './ledger-events.ts';
export type { EventStore, NewEvent, Snapshot, StoredEvent } from './ports.ts';
