import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { epochMs } from '../../../contract/model/units.ts';
import { createMemoryEventStore } from '../../adapters/store/memory-event-store.ts';
import { AppError } from '../kernel/index.ts';
import { createEventLedger } from './create-ledger.ts';
import { eventType, type EventOf } from './event-type.ts';
import type { Fold } from './fold.ts';

const types = { added: eventType(1, z.object({ amount: z.number() })), cleared: eventType(1, z.object({})) };
type Counter = { total: number; count: number };
const counter: Fold<Counter, EventOf<typeof types>> = {
  name: 'counter',
  version: 1,
  initial: () => ({ total: 0, count: 0 }),
  apply(state, event) {
    state.count += 1;
    state.total = event.type === 'added' ? state.total + event.body.amount : 0;
    return state;
  },
};
const added = (amount: number) => ({ stream: 'counter', type: 'added', timeMs: epochMs(1), body: { amount } }) as const;
const cleared = { stream: 'counter', type: 'cleared', timeMs: epochMs(1), body: {} } as const;

describe('the ledger', () => {
  it('records nothing more once a fold could not follow: no state may run ahead of another', () => {
    const store = createMemoryEventStore();
    const ledger = createEventLedger(types, { store });
    const view = ledger.follow(counter);
    ledger.follow({ ...counter, name: 'picky', apply(state: Counter, event: EventOf<typeof types>) {
      if (event.type === 'cleared') throw new Error('cannot');
      return counter.apply(state, event);
    } });
    expect(() => ledger.record([added(1), cleared])).toThrow('nothing is recorded until Tapedeck is started again');
    expect(() => ledger.record([added(1)])).toThrow('nothing is recorded until Tapedeck is started again');
    expect(store.lastSeq(), 'what was recorded stays').toBe(2);
    expect(ledger.trouble).toContain('nothing is recorded until Tapedeck is started again');
    expect(view.state.count).toBeLessThanOrEqual(2);
  });

  it('a fold sees each fact as soon as it is recorded', () => {
    const ledger = createEventLedger(types, { store: createMemoryEventStore() });
    const view = ledger.follow(counter);
    ledger.record([added(2), added(3)]);
    expect(view.state).toEqual({ total: 5, count: 2 });
  });

  it('a fold that starts later, or again, has the same state', () => {
    const store = createMemoryEventStore();
    createEventLedger(types, { store }).record([added(2), cleared, added(4)]);
    const ledger = createEventLedger(types, { store });
    expect(ledger.follow(counter).state).toEqual({ total: 4, count: 3 });
    expect(ledger.follow(counter)).toBe(ledger.follow(counter));
  });

  it('whatever was recorded, in whatever batches, with snapshots and restarts anywhere: the state equals the refold from zero', () => {
    const fact = fc.oneof(fc.integer({ min: -9, max: 9 }).map(added), fc.constant(cleared));
    const batches = fc.array(fc.record({ facts: fc.array(fact, { minLength: 1, maxLength: 6 }), restart: fc.boolean() }), { maxLength: 30 });
    fc.assert(
      fc.property(batches, fc.integer({ min: 1, max: 9 }), (steps, snapshotEvery) => {
        const store = createMemoryEventStore();
        let ledger = createEventLedger(types, { store, snapshotEvery });
        let view = ledger.follow(counter);
        for (const { facts, restart } of steps) {
          ledger.record(facts);
          if (!restart) continue;
          ledger = createEventLedger(types, { store, snapshotEvery });
          view = ledger.follow(counter);
        }
        expect(view.state).toEqual(ledger.refold(counter));
        expect(view.state.count).toBe(store.lastSeq());
      }),
      { numRuns: 300 },
    );
  });

  it('a restart reads the snapshot and only what came after it', () => {
    const store = createMemoryEventStore();
    const ledger = createEventLedger(types, { store, snapshotEvery: 10 });
    ledger.follow(counter);
    for (let i = 0; i < 25; i++) ledger.record([added(1)]);
    const reads: number[] = [];
    const counting = { ...store, read: (after: number, limit: number) => (reads.push(after), store.read(after, limit)) };
    expect(createEventLedger(types, { store: counting, snapshotEvery: 10 }).follow(counter).state).toEqual({ total: 25, count: 25 });
    expect(reads[0]).toBe(20);
  });

  it('a snapshot of another version of the fold is not used', () => {
    const store = createMemoryEventStore();
    const ledger = createEventLedger(types, { store, snapshotEvery: 2 });
    ledger.follow(counter);
    ledger.record([added(1), added(2)]);
    const doubled = { ...counter, version: 2, apply: (state: Counter, event: EventOf<typeof types>) => counter.apply(counter.apply(state, event), event) };
    expect(createEventLedger(types, { store }).follow(doubled).state).toEqual({ total: 6, count: 4 });
  });

  it('a snapshot that lies ahead of the log (a restored backup) is not used', () => {
    const store = createMemoryEventStore();
    store.saveSnapshot({ name: 'counter', version: 1, seq: 99, state: { total: 1_000, count: 99 } });
    createEventLedger(types, { store }).record([added(1)]);
    expect(createEventLedger(types, { store }).follow(counter).state).toEqual({ total: 1, count: 1 });
  });

  it('a snapshot that cannot be written costs nothing but time', () => {
    const store = { ...createMemoryEventStore(), saveSnapshot: () => { throw new Error('disk full'); } };
    const ledger = createEventLedger(types, { store, snapshotEvery: 1 });
    const view = ledger.follow(counter);
    ledger.record([added(1)]);
    expect(view.state.total).toBe(1);
  });

  it('when the store refuses, nothing has changed', () => {
    const store = createMemoryEventStore();
    const ledger = createEventLedger(types, { store: { ...store, append: () => { throw new Error('disk full'); } } });
    const view = ledger.follow(counter);
    expect(() => ledger.record([added(1)])).toThrow('disk full');
    expect(view.state.count).toBe(0);
  });

  it('says why it could not record, until it can; what is wrong with a fact is not its trouble', () => {
    const store = createMemoryEventStore();
    let failure: Error | null = new Error('disk full');
    const append: typeof store.append = (events) => {
      if (failure !== null) throw failure;
      return store.append(events);
    };
    const ledger = createEventLedger(types, { store: { ...store, append } });
    expect(ledger.trouble).toBe(null);
    expect(() => ledger.record([added(1)])).toThrow('disk full');
    expect(ledger.trouble).toBe('disk full');
    failure = null;
    ledger.record([added(1)]);
    expect(ledger.trouble).toBe(null);
    failure = new AppError('INVALID_INPUT', 'Event added holds NaN.');
    expect(() => ledger.record([added(1)])).toThrow('holds NaN');
    expect(ledger.trouble).toBe(null);
  });

  it('a body without its shape never becomes a fact', () => {
    const store = createMemoryEventStore();
    const wrong = { ...added(1), body: { amount: 'many' } } as unknown as ReturnType<typeof added>;
    expect(() => createEventLedger(types, { store }).record([added(1), wrong])).toThrow();
    expect(store.lastSeq()).toBe(0);
  });
});
