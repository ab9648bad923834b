import type { EventStore, NewEvent, Snapshot, StoredEvent } from '../../core/ledger/ports.ts';
import type { Disposable } from '../../core/kernel/index.ts';
import { toJsonText } from './json-text.ts';

/** Kept apart from the caller's objects, as on a disk. */
const copied = (event: StoredEvent): StoredEvent => structuredClone(event);

/** The ledger without a disk: the same behaviour for tests and simulations; everything is gone with the process. */
export function createMemoryEventStore(): EventStore & Disposable {
  const events: StoredEvent[] = [];
  const streams = new Map<string, StoredEvent[]>();
  const snapshots = new Map<string, string>();

  return {
    append(added: readonly NewEvent[]) {
      const bodies = added.map((event) => JSON.parse(toJsonText(event.body, `Event ${event.type}`)) as unknown);
      return added.map((event, i) => {
        const stream = streams.get(event.stream) ?? [];
        streams.set(event.stream, stream);
        const stored: StoredEvent = { ...event, body: bodies[i], seq: events.length + 1, streamSeq: stream.length + 1 };
        events.push(stored);
        stream.push(stored);
        return copied(stored);
      });
    },
    read: (afterSeq, limit) => events.slice(afterSeq, afterSeq + limit).map(copied),
    readStream: (stream, afterStreamSeq, limit) => (streams.get(stream) ?? []).slice(afterStreamSeq, afterStreamSeq + limit).map(copied),
    lastSeq: () => events.length,
    saveSnapshot(snapshot) {
      snapshots.set(snapshot.name, toJsonText(snapshot, `Snapshot ${snapshot.name}`));
    },
    loadSnapshot(name) {
      const text = snapshots.get(name);
      return text === undefined ? null : (JSON.parse(text) as Snapshot);
    },
    dispose() {},
  };
}
