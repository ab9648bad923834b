import { beforeEach, describe, expect, it } from 'vitest';
import { Connection, type ConnectionState } from './connection.ts';
import type { Frame, WireEvents } from './link.ts';
import type { Timer } from './timer.ts';

/** A timer that is moved by hand. */
class ManualTimer implements Timer {
  #now = 0;
  readonly #entries = new Set<{ readonly at: number; readonly run: () => void }>();

  after(delayMs: number, run: () => void): () => void {
    const entry = { at: this.#now + delayMs, run };
    this.#entries.add(entry);
    return () => void this.#entries.delete(entry);
  }

  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const next = [...this.#entries].filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#entries.delete(next);
      this.#now = next.at;
      next.run();
    }
    this.#now = until;
  }

  get pending(): number {
    return this.#entries.size;
  }
}

type FakeWire = { readonly events: WireEvents; readonly sent: Frame[]; isClosed: boolean };

describe('the connection', () => {
  let timer: ManualTimer;
  let wires: FakeWire[];
  let states: ConnectionState[];
  let connection: Connection;
  const last = (): FakeWire => wires.at(-1) as FakeWire;

  beforeEach(() => {
    timer = new ManualTimer();
    wires = [];
    states = [];
    connection = new Connection({
      link: {
        open(events) {
          const wire: FakeWire = { events, sent: [], isClosed: false };
          wires.push(wire);
          return { send: (frame) => void wire.sent.push(frame), close: () => void (wire.isClosed = true) };
        },
      },
      timer, random: () => 1, heartbeatMs: 5_000, connectTimeoutMs: 3_000,
    });
    connection.watch((state) => states.push(state));
  });

  it('tries again at growing intervals and begins anew after a success', () => {
    for (const wait of [250, 500, 1_000]) {
      last().events.onClose();
      timer.pass(wait - 1);
      const before = wires.length;
      timer.pass(1);
      expect(wires.length, `after ${wait} ms`).toBe(before + 1);
    }
    last().events.onOpen();
    last().events.onClose();
    timer.pass(250);
    expect(wires).toHaveLength(5);
    expect(states).toEqual(['reconnecting', 'open', 'reconnecting']);
  });

  it('gives up on a wire that does not open in time', () => {
    timer.pass(3_000);
    expect(last().isClosed).toBe(true);
    expect(connection.state).toBe('reconnecting');
  });

  it('asks when it is quiet, and gives up when two askings are not answered', () => {
    last().events.onOpen();
    timer.pass(10_000);
    expect(last().sent).toEqual(['ping', 'ping']);
    expect(connection.state).toBe('open');
    timer.pass(5_000);
    expect(connection.state).toBe('reconnecting');
    expect(last().isClosed).toBe(true);
  });

  it('stays open while anything at all arrives', () => {
    last().events.onOpen();
    for (let i = 0; i < 20; i++) {
      timer.pass(5_000);
      last().events.onFrame('pong');
    }
    expect(connection.state).toBe('open');
  });

  it('answers when it is asked', () => {
    last().events.onOpen();
    last().events.onFrame('ping');
    expect(last().sent).toEqual(['pong']);
  });

  it('hears nothing more from a wire that it gave up', () => {
    const first = last();
    first.events.onOpen();
    first.events.onClose();
    timer.pass(250);
    last().events.onOpen();
    first.events.onClose();
    first.events.onFrame('ping');
    expect(connection.state).toBe('open');
    expect(first.sent).toEqual([]);
  });

  it('drops a wire that says what cannot be read', async () => {
    last().events.onOpen();
    last().events.onFrame('{"no');
    await expect.poll(() => connection.state).toBe('reconnecting');
  });

  it('makes those who wait go on with the first wire that opens', async () => {
    const waiting = connection.opened(new AbortController().signal);
    last().events.onClose();
    timer.pass(250);
    last().events.onOpen();
    expect(await waiting).toBe(await connection.opened(new AbortController().signal));
  });

  it('lets those who wait leave, and sends them away when it is closed', async () => {
    const controller = new AbortController();
    const leaving = connection.opened(controller.signal);
    controller.abort(new Error('enough'));
    await expect(leaving).rejects.toThrow('enough');
    const waiting = connection.opened(new AbortController().signal);
    connection.close();
    await expect(waiting).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('leaves nothing behind when it is closed', () => {
    last().events.onOpen();
    connection.close();
    expect(timer.pending).toBe(0);
    expect(last().isClosed).toBe(true);
    timer.pass(60_000);
    expect(wires).toHaveLength(1);
    expect(states).toEqual(['open', 'closed']);
  });
});
