import { epochMs } from '../../../contract/model/units.ts';
import type { EventStore, NewEvent, Snapshot, StoredEvent } from '../../core/ledger/ports.ts';
import { AppError, type Disposable } from '../../core/kernel/index.ts';
import type { DocumentStore } from '../../core/settings/ports.ts';
import { toJsonText } from './json-text.ts';
import { ledgerMigrations } from './migrations/ledger/index.ts';
import { openDatabase, type DatabaseKind, type OpenDatabaseOptions } from './open-database.ts';
import { createDocumentStore } from './settings/document-store.ts';
import type { StoreDatabase } from './store-database.ts';

export const ledgerDatabase: DatabaseKind = { name: 'ledger', synchronous: 'FULL', migrations: ledgerMigrations, busyTimeoutMs: 2_000 };

/** Opens `ledger.db` of a data folder with all that it holds, on one connection. Only the folder's owner may. */
export function openLedger(folder: string, options: OpenDatabaseOptions = {}): { readonly events: EventStore; readonly documents: DocumentStore } & Disposable {
  const database = openDatabase(folder, ledgerDatabase, options);
  return { events: createLedgerStore(database), documents: createDocumentStore(database), dispose: () => database.dispose() };
}

/** Opens `ledger.db` of a data folder for its events alone. Only the folder's owner may. */
export const openLedgerStore = (folder: string, options: OpenDatabaseOptions = {}): EventStore & Disposable =>
  createLedgerStore(openDatabase(folder, ledgerDatabase, options));

type EventRow = {
  seq: number; stream: string; stream_seq: number; type: string; version: number; time_ms: number;
  causation_id: number | null; correlation_id: string | null; body: string;
};
type NewRow = [
  seq: number, stream: string, streamSeq: number, type: string, version: number, timeMs: number,
  causationId: number | null, correlationId: string | null, body: string,
];

/** The ledger on an open database. An append is one commit that is on disk when it returns. */
export function createLedgerStore(database: StoreDatabase): EventStore & Disposable {
  const insert = database.query<NewRow>('append event', 'INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const last = database.query<[], { seq: number }>('last event', 'SELECT coalesce(max(seq), 0) AS seq FROM events');
  const lastOfStream = database.query<[string], { seq: number }>(
    'last event of a stream', 'SELECT coalesce(max(stream_seq), 0) AS seq FROM events WHERE stream = ?');
  const after = database.query<[number, number], EventRow>('read events', 'SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?');
  const afterInStream = database.query<[string, number, number], EventRow>(
    'read a stream', 'SELECT * FROM events WHERE stream = ? AND stream_seq > ? ORDER BY stream_seq LIMIT ?');
  const replaceSnapshot = database.query<[string, number, number, string]>(
    'save snapshot', 'INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?)');
  const snapshot = database.query<[string], Omit<Snapshot, 'state'> & { state: string }>(
    'load snapshot', 'SELECT name, version, seq, state FROM snapshots WHERE name = ?');

  const lastSeq = (): number => last.get()?.seq ?? 0;

  function append(events: readonly NewEvent[]): readonly StoredEvent[] {
    if (events.length === 0) return [];
    const bodies = events.map((event) => toJsonText(event.body, `Event ${event.type}`));
    return database.write('append events', () => {
      const firstSeq = lastSeq() + 1;
      const streamSeqs = new Map<string, number>();
      return events.map((event, i): StoredEvent => {
        const seq = firstSeq + i;
        const streamSeq = (streamSeqs.get(event.stream) ?? lastOfStream.get(event.stream)?.seq ?? 0) + 1;
        streamSeqs.set(event.stream, streamSeq);
        insert.run(seq, event.stream, streamSeq, event.type, event.version, event.timeMs, event.causationId, event.correlationId, bodies[i] as string);
        return { ...event, seq, streamSeq };
      });
    });
  }

  return {
    append,
    read: (afterSeq, limit) => after.all(afterSeq, limit).map(toEvent),
    readStream: (stream, afterStreamSeq, limit) => afterInStream.all(stream, afterStreamSeq, limit).map(toEvent),
    lastSeq,
    saveSnapshot({ name, version, seq, state }) {
      replaceSnapshot.run(name, version, seq, toJsonText(state, `Snapshot ${name}`));
    },
    loadSnapshot(name) {
      const row = snapshot.get(name);
      return row === undefined ? null : { ...row, state: JSON.parse(row.state) as unknown };
    },
    dispose: () => database.dispose(),
  };
}

const toEvent = (row: EventRow): StoredEvent => ({
  seq: row.seq,
  stream: row.stream,
  streamSeq: row.stream_seq,
  type: row.type,
  version: row.version,
  timeMs: epochMs(row.time_ms),
  causationId: row.causation_id,
  correlationId: row.correlation_id,
  body: parseBody(row),
});

function parseBody({ seq, type, body }: EventRow): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new AppError('CONFLICT', `Ledger entry ${seq} (${type}) is damaged: it is no JSON; restore a backup.`, { seq, type });
  }
}
