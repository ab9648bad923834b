export { openBarStore, openBarStoreInThread, type MarketStore, type OpenBarStoreOptions } from './bars/bar-store.ts';
export { findDataFolder, locateDataFolder, resolveDataFolder, type DataFolderSetting } from './data-folder.ts';
export { openLedger, openLedgerStore } from './ledger-store.ts';
export { createMemoryBarStore } from './memory-bar-store.ts';
export { createMemoryEventStore } from './memory-event-store.ts';
export { acquireOwnership, isAlive, isFolderTaken, readOwner, type Owner, type Ownership } from './ownership.ts';
export { openRunRegistry, type OpenRunRegistryOptions, type ResearchStore } from './runs/run-registry.ts';
export { createMemoryDocumentStore } from './settings/memory-document-store.ts';
export { storeProbes } from './store-probes.ts';
