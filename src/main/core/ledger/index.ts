export type { EventStore, NewEvent, Snapshot, StoredEvent } from './ports.ts';
