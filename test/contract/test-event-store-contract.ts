import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { epochMs } from '../../src/contract/model/units.ts';
import type { Disposable } from '../../src/main/core/kernel/index.ts';
import type { EventStore, NewEvent } from '../../src/main/core/ledger/ports.ts';

export const newEvent = (stream: string, body: unknown = { note: 'hello' }, more: Partial<NewEvent> = {}): NewEvent => ({
  stream, type: 'noted', version: 1, timeMs: epochMs(1_700_000_000_000), causationId: null, correlationId: null, body, ...more,
});

/** What every event store does. `open` gives an empty one. */
export function testEventStoreContract(name: string, open: () => EventStore & Disposable): void {
  describe(`${name} as an event store`, () => {
    let store: EventStore & Disposable;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => store.dispose());

    it('starts empty', () => {
      expect(store.lastSeq()).toBe(0);
      expect(store.read(0, 10)).toEqual([]);
      expect(store.readStream('order:a', 0, 10)).toEqual([]);
      expect(store.loadSnapshot('orders')).toBeNull();
    });

    it('numbers all events from 1 and those of each stream from 1', () => {
      const first = store.append([newEvent('order:a'), newEvent('order:b'), newEvent('order:a')]);
      const second = store.append([newEvent('order:b')]);
      expect([...first, ...second].map((event) => [event.seq, event.stream, event.streamSeq])).toEqual([
        [1, 'order:a', 1], [2, 'order:b', 1], [3, 'order:a', 2], [4, 'order:b', 2],
      ]);
      expect(store.lastSeq()).toBe(4);
    });

    it('gives back exactly what was recorded', () => {
      const bodies = [{ text: 'ünïcode 🙂', list: [1, null, 'x', { deep: true }], price: '0.10000001' }, null, 'text', 0.1, [], true];
      const stored = store.append(bodies.map((body, i) => newEvent('order:a', body, { version: i + 1, causationId: i === 0 ? null : i, correlationId: `req-${i}` })));
      expect(stored.map((event) => event.body)).toEqual(bodies);
      expect(store.read(0, 100)).toEqual(stored);
    });

    it('reads on after a sequence number, as many as asked for', () => {
      store.append(Array.from({ length: 10 }, (_, i) => newEvent(i % 2 === 0 ? 'even' : 'odd', i)));
      expect(store.read(3, 2).map((event) => event.seq)).toEqual([4, 5]);
      expect(store.read(9, 100).map((event) => event.seq)).toEqual([10]);
      expect(store.read(10, 100)).toEqual([]);
      expect(store.readStream('odd', 1, 2).map((event) => event.body)).toEqual([3, 5]);
    });

    it('records nothing for an empty list', () => {
      expect(store.append([])).toEqual([]);
      expect(store.lastSeq()).toBe(0);
    });

    it('records none of several events when one cannot be recorded', () => {
      store.append([newEvent('order:a')]);
      const circular: Record<string, unknown> = {};
      circular['self'] = circular;
      for (const [body, reason] of [[{ price: Number.NaN }, 'NaN at "price"'], [{ price: -Infinity }, '-Infinity'], [() => 1, 'no value'], [circular, 'circular'], [{ big: 1n }, 'BigInt']] as const) {
        expect(() => store.append([newEvent('order:a'), newEvent('order:a', body)])).toThrow(reason);
      }
      expect(store.lastSeq()).toBe(1);
      expect(store.append([newEvent('order:a')])[0]?.streamSeq, 'a failed append uses no number').toBe(2);
    });

    it('does not let go of what it holds when a caller changes its objects', () => {
      const body = { quantity: '1' };
      const [stored] = store.append([newEvent('order:a', body)]);
      body.quantity = '2';
      expect(store.read(0, 1)[0]?.body).toEqual({ quantity: '1' });
      expect(stored?.streamSeq).toBe(1);
    });

    it('keeps the last snapshot of each name', () => {
      store.saveSnapshot({ name: 'orders', version: 1, seq: 5, state: { open: ['a'] } });
      store.saveSnapshot({ name: 'orders', version: 2, seq: 9, state: { open: ['b'], none: null } });
      store.saveSnapshot({ name: 'cash', version: 1, seq: 9, state: [] });
      expect(store.loadSnapshot('orders')).toEqual({ name: 'orders', version: 2, seq: 9, state: { open: ['b'], none: null } });
      expect(store.loadSnapshot('cash')?.state).toEqual([]);
    });
  });
}
