export { openLedgerStore } from './ledger-store.ts';
export { createMemoryEventStore } from './memory-event-store.ts';
