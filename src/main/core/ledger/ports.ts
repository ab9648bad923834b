import type { EpochMs } from '../../../contract/model/units.ts';

/** A fact about to be recorded. `body` is plain JSON; a type and version never change their meaning. */
export type NewEvent = {
  /** What the fact is about, such as `order:ord-000001` or `account:paper-1`. */
  readonly stream: string;
  readonly type: string;
  readonly version: number;
  readonly timeMs: EpochMs;
  /** The event that made this one happen, and the request at the root of it all. */
  readonly causationId: number | null;
  readonly correlationId: string | null;
  readonly body: unknown;
};

/** A recorded fact. `seq` orders all of them; `streamSeq` counts from 1 within the stream. */
export type StoredEvent = NewEvent & { readonly seq: number; readonly streamSeq: number };

export type Snapshot = { readonly name: string; readonly version: number; readonly seq: number; readonly state: unknown };

/**
 * The append-only log of everything that trades. Synchronous on purpose: when `append` returns, the events are on disk
 * (synchronous=FULL) and may be acknowledged; when it throws, none of them is.
 */
export interface EventStore {
  /** All or nothing, in one transaction. */
  append(events: readonly NewEvent[]): readonly StoredEvent[];
  /** Events after a sequence number, ascending. */
  read(afterSeq: number, limit: number): readonly StoredEvent[];
  readStream(stream: string, afterStreamSeq: number, limit: number): readonly StoredEvent[];
  /** 0 when nothing was recorded. */
  lastSeq(): number;
  /** Replaces the snapshot of that name; a snapshot is a shortcut and may be deleted at any time. */
  saveSnapshot(snapshot: Snapshot): void;
  loadSnapshot(name: string): Snapshot | null;
}
