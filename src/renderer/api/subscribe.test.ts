import { describe, expect, it } from 'vitest';
import type { Connection, ConnectionState } from './connection.ts';
import { subscribe, type Subscription } from './subscribe.ts';
import type { Timer } from './timer.ts';

/** Timers that run when they are told to, by their delay. */
class ManualTimer implements Timer {
  readonly #entries = new Set<{ readonly delayMs: number; readonly run: () => void }>();

  after(delayMs: number, run: () => void): () => void {
    const entry = { delayMs, run };
    this.#entries.add(entry);
    return () => void this.#entries.delete(entry);
  }

  get delays(): number[] {
    return [...this.#entries].map((entry) => entry.delayMs);
  }

  runAll(): void {
    for (const entry of [...this.#entries]) {
      this.#entries.delete(entry);
      entry.run();
    }
  }
}

const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('a stream that sends its snapshot and then breaks', () => {
  const open = (timer: Timer, state: ConnectionState = 'open') => {
    let opened = 0;
    let breakIt = (): void => {};
    const subscription: Subscription = subscribe<null, number>(
      { api: null, connection: { state } as Connection, timer, random: () => 1, report: () => {} },
      {
        kind: 'state',
        async open() {
          opened += 1;
          const broken = new Promise<void>((resolve) => (breakIt = resolve));
          return (async function* () {
            yield 1;
            await broken;
            throw new Error('it breaks');
          })();
        },
        onValue: () => {},
      },
    );
    const fail = async (): Promise<void> => (await settle(), breakIt(), settle());
    return { subscription, fail, opened: () => opened };
  };

  it('is opened again at growing intervals', async () => {
    const timer = new ManualTimer();
    const stream = open(timer);
    const pauses: number[] = [];
    for (let i = 0; i < 4; i++) {
      await stream.fail();
      pauses.push(...timer.delays);
      timer.runAll();
      await settle();
    }
    expect(pauses).toEqual([250, 500, 1_000, 2_000]);
    expect(stream.opened()).toBe(5);
    stream.subscription.close();
  });

  it('begins anew with the shortest after it has gone well for seconds', async () => {
    const timer = new ManualTimer();
    const stream = open(timer);
    for (const expected of [250, 250]) {
      await stream.fail();
      expect(timer.delays).toEqual([expected]);
      timer.runAll();
      await settle();
      expect(timer.delays).toEqual([5_000]);
      timer.runAll();
    }
    stream.subscription.close();
  });

  it('waits for nothing but the wire when that was lost', async () => {
    const timer = new ManualTimer();
    const stream = open(timer, 'reconnecting');
    for (let i = 0; i < 3; i++) await stream.fail();
    await settle();
    expect(stream.opened()).toBe(4);
    stream.subscription.close();
    await stream.fail();
    expect(timer.delays).toEqual([]);
  });
});
