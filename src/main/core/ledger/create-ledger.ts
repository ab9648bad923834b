import { AppError, silentLog, type Log } from '../kernel/index.ts';
import { decodeEvent } from './decode-event.ts';
import type { EventOf, EventTypes, NewEventOf } from './event-type.ts';
import type { Fold, FoldView } from './fold.ts';
import { ledgerEvents, type LedgerEvent, type NewLedgerEvent } from './ledger-events.ts';
import type { EventStore, NewEvent } from './ports.ts';

/** The tape: typed facts in, states out. */
export interface EventLedger<Event, Fact> {
  /**
   * All or none of the facts, on disk when it returns and seen by every fold. Throws what the store throws, then nothing has changed;
   * UNAVAILABLE from the moment on at which a fold could not follow.
   */
  record(events: readonly Fact[]): readonly Event[];
  /** Makes a fold follow the log, from its snapshot where there is a usable one. The same fold twice is the same view. */
  follow<State>(fold: Fold<State, Event>): FoldView<State>;
  /** The fold's state computed from the first event on, without snapshots. */
  refold<State>(fold: Fold<State, Event>): State;
  /** The facts of one stream, oldest first. */
  readStream(stream: string): Iterable<Event>;
  lastSeq(): number;
  /** Why the last facts could not be recorded; null when they were. */
  readonly trouble: string | null;
}

export type Ledger = EventLedger<LedgerEvent, NewLedgerEvent>;

export type LedgerOptions = {
  readonly store: EventStore;
  readonly log?: Log;
  /** Events between two snapshots. */
  readonly snapshotEvery?: number;
};

const pageSize = 1_000;

/** The ledger of this program over a store. */
export const createLedger = (options: LedgerOptions): Ledger => createEventLedger(ledgerEvents, options);

/** A ledger over any set of event types. */
export function createEventLedger<Types extends EventTypes>(
  types: Types,
  { store, log = silentLog, snapshotEvery = 10_000 }: LedgerOptions,
): EventLedger<EventOf<Types>, NewEventOf<Types>> {
  type Event = EventOf<Types>;
  const views = new Map<string, Follower<Event>>();
  let broken: AppError | null = null;
  let trouble: string | null = null;
  let snapshotSeq = Math.floor(store.lastSeq() / snapshotEvery) * snapshotEvery;

  function* readAfter(seq: number): Iterable<Event> {
    for (let page = store.read(seq, pageSize); page.length > 0; page = store.read(seq, pageSize)) {
      for (const stored of page) {
        yield decodeEvent(types, stored);
        seq = stored.seq;
      }
    }
  }

  const refold = <State>(fold: Fold<State, Event>): State => {
    let state = fold.initial();
    for (const event of readAfter(0)) state = fold.apply(state, event);
    return state;
  };

  /**
   * The facts are on disk whatever happens here. A fold that throws would leave some states ahead of others, and decisions would
   * be made on a wrong picture: so nothing more is recorded until the states were computed anew from the log.
   */
  const applyToFolds = (recorded: readonly Event[]): void => {
    try {
      for (const event of recorded) {
        for (const follower of views.values()) follower.apply(event);
      }
    } catch (error) {
      log.error('A state of the ledger could not follow its facts', { error });
      broken = new AppError('UNAVAILABLE', 'The ledger has a fact that its states cannot follow; nothing is recorded until Tapedeck is started again.');
      throw broken;
    }
  };

  /** What the store refuses for its content is no trouble of the store. */
  const append = (events: readonly NewEvent[]): readonly unknown[] => {
    try {
      const stored = store.append(events);
      trouble = null;
      return stored;
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'INVALID_INPUT')) trouble = error instanceof Error ? error.message : String(error);
      throw error;
    }
  };

  const saveSnapshots = (seq: number): void => {
    snapshotSeq = Math.floor(seq / snapshotEvery) * snapshotEvery;
    try {
      for (const { name, version, view } of views.values()) store.saveSnapshot({ name, version, seq, state: view.state });
    } catch (error) {
      // A snapshot is a shortcut: without it the next start reads more of the log.
      log.warn('A snapshot of the ledger could not be written', { error: String(error) });
    }
  };

  return {
    record(events) {
      if (broken !== null) throw broken;
      // What comes back has the newest version and a checked body, so it needs no decoding.
      const recorded = append(events.map((event) => encodeEvent(types, event))) as readonly Event[];
      applyToFolds(recorded);
      const last = recorded.at(-1)?.seq ?? 0;
      if (last - snapshotSeq >= snapshotEvery) saveSnapshots(last);
      return recorded;
    },

    follow<State>(fold: Fold<State, Event>) {
      const known = views.get(fold.name);
      if (known !== undefined) return known.view as FoldView<State>;
      const snapshot = store.loadSnapshot(fold.name);
      const isUsable = snapshot !== null && snapshot.version === fold.version && snapshot.seq <= store.lastSeq();
      const view = { state: isUsable ? (snapshot.state as State) : fold.initial() };
      const apply = (event: Event): void => void (view.state = fold.apply(view.state, event));
      for (const event of readAfter(isUsable ? snapshot.seq : 0)) apply(event);
      views.set(fold.name, { name: fold.name, version: fold.version, view, apply });
      return view;
    },

    refold,

    *readStream(stream) {
      let after = 0;
      for (let page = store.readStream(stream, after, pageSize); page.length > 0; page = store.readStream(stream, after, pageSize)) {
        for (const stored of page) {
          yield decodeEvent(types, stored);
          after = stored.streamSeq;
        }
      }
    },

    lastSeq: () => store.lastSeq(),

    get trouble() {
      return broken?.message ?? trouble;
    },
  };
}

/** A fold whose state only it knows the type of. */
type Follower<Event> = { readonly name: string; readonly version: number; readonly view: FoldView<unknown>; apply(event: Event): void };

/** Checks the body before it becomes a fact: what is appended stays for ever. */
function encodeEvent<Types extends EventTypes>(types: Types, event: NewEventOf<Types>): NewEvent {
  const type = types[event.type] as EventTypes[string];
  return {
    stream: event.stream,
    type: event.type,
    version: type.version,
    timeMs: event.timeMs,
    causationId: event.causationId ?? null,
    correlationId: event.correlationId ?? null,
    body: type.body.parse(event.body),
  };
}
