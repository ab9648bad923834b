export { locateDataFolder, resolveDataFolder, type DataFolderSetting } from './data-folder.ts';
export { openLedgerStore } from './ledger-store.ts';
export { createMemoryEventStore } from './memory-event-store.ts';
export { acquireOwnership, readOwner, type Owner, type Ownership } from './ownership.ts';
