import { afterEach, describe, expect, it } from 'vitest';
import type { TradingUpdate } from '../../src/contract/model/trading-update.ts';
import { decimalText } from '../../src/contract/model/units.ts';
import type { Client, ConnectionState, LogSource, StateSource } from '../../src/renderer/api/index.ts';
import type { Api } from '../../src/renderer/api/index.ts';
import type { Quote } from '../../src/contract/model/quote.ts';
import { acme, troubles } from './fake-core.ts';
import type { DoorOptions, OpenDoor } from './open-door.ts';
import { failureOf } from './test-transport-contract.ts';

type WindowDoor = OpenDoor & { readonly window: Client; readonly cut: () => void; readonly deaden: () => void };

const halt: TradingUpdate = { kind: 'halt', reason: 'test' };
const untilChange = (window: Client): Promise<ConnectionState> =>
  new Promise((resolve) => {
    const stop = window.connection.watch((state) => {
      stop();
      resolve(state);
    });
  });
const untilOpen = async (window: Client): Promise<void> => {
  await expect.poll(() => window.connection.get()).toBe('open');
};

const quotes = (onValue: (quotes: Quote[]) => void, more: Partial<StateSource<Api, Quote[]>> = {}): StateSource<Api, Quote[]> => ({
  kind: 'state', open: (api, signal) => api.market.watch({ instrumentIds: [acme] }, { signal }), onValue, ...more,
});
const orders = (onEntry: (value: TradingUpdate, seq: number) => void, onReload = (): void => {}): LogSource<Api, TradingUpdate> => ({
  kind: 'log', open: (api, afterSeq, signal) => api.orders.watch({ afterSeq }, { signal }), onEntry, onReload,
});

/** What the window's client does over any wire, whatever happens to it. */
export function testWindowContract(name: string, openDoor: (options?: DoorOptions) => Promise<OpenDoor>): void {
  describe(`the window over ${name}`, () => {
    let door: WindowDoor;
    const open = async (options?: DoorOptions): Promise<WindowDoor> => (door = (await openDoor(options)) as WindowDoor);
    afterEach(() => door.close());

    it('takes a fresh snapshot of a state stream after a lost connection', async () => {
      const { window, fake, cut } = await open();
      const seen: (number | null)[] = [];
      window.subscribe(quotes(([quote]) => seen.push(quote?.last ?? null)));
      await expect.poll(() => seen).toEqual([41]);
      cut();
      fake.pushQuote({ last: 43 });
      await expect.poll(() => seen).toEqual([41, 43]);
      fake.pushQuote({ last: 44 });
      await expect.poll(() => seen).toEqual([41, 43, 44]);
    });

    it('begins a log with the word to load, then misses and doubles nothing through many lost connections', async () => {
      const { window, fake, cut } = await open({ client: { random: () => 0 } });
      const seen: number[] = [];
      let reloads = 0;
      fake.pushUpdate(halt);
      window.subscribe(orders((_, seq) => seen.push(seq), () => (reloads += 1)));
      await expect.poll(() => reloads).toBe(1);
      for (let round = 0; round < 5; round++) {
        const changed = untilChange(window);
        for (let i = 0; i < 200; i++) {
          fake.pushUpdate(halt);
          if (i === 40 * round) cut();
        }
        await changed;
        await untilOpen(window);
      }
      await expect.poll(() => seen.length).toBe(1_000);
      expect(seen).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 2));
      expect(reloads).toBe(1);
    });

    it('says reload when too much was missed', async () => {
      const { window, fake, cut } = await open();
      let reloads = 0;
      window.subscribe(orders(() => {}, () => (reloads += 1)));
      await expect.poll(() => reloads).toBe(1);
      fake.forgetLog();
      cut();
      await expect.poll(() => reloads).toBe(2);
    });

    it('tells the end of a stream, and a request that is wrong, once and for good', async () => {
      const { window } = await open();
      const heard: string[] = [];
      const watchRun = (runId: string) =>
        window.subscribe<unknown>({
          kind: 'state',
          open: (api, signal) => api.backtests.watch({ runId }, { signal }),
          onValue: () => heard.push('value'),
          onEnd: () => heard.push('end'),
          onError: (error) => heard.push(error.code),
        });
      watchRun('run-1');
      await expect.poll(() => heard).toEqual(['value', 'value', 'end']);
      watchRun('nope');
      await expect.poll(() => heard).toEqual(['value', 'value', 'end', 'NOT_FOUND']);
    });

    it('goes on when a listener throws, and reports it', async () => {
      const reported: unknown[] = [];
      const { window, fake } = await open({ client: { report: (error) => reported.push(error) } });
      let heard = 0;
      window.subscribe(quotes(() => {
        heard += 1;
        throw new Error('a panel broke');
      }));
      await expect.poll(() => heard).toBe(1);
      fake.pushQuote({ last: 42 });
      await expect.poll(() => heard).toBe(2);
      expect(String(reported[0])).toContain('a panel broke');
    });

    it('ends the stream at its source when a subscription is closed, and hears nothing more', async () => {
      const { window, fake } = await open();
      let heard = 0;
      const subscription = window.subscribe(quotes(() => (heard += 1), { onEnd: () => (heard += 100), onError: () => (heard += 100) }));
      await expect.poll(() => heard).toBe(1);
      subscription.close();
      await expect.poll(() => fake.watchers).toBe(0);
      fake.pushQuote({ last: 45 });
      expect(await window.api.orders.list({})).toEqual([]);
      expect(heard).toBe(1);
    });

    it('answers TIMEOUT for a call on a dead door and does not hang', async () => {
      const { window, deaden } = await open({ client: { timeLimitMs: () => 200 } });
      await untilOpen(window);
      deaden();
      expect(await failureOf(() => window.api.orders.list({}))).toMatchObject({ code: 'TIMEOUT', defined: true, message: expect.stringContaining('did not answer in time') as string });
    });

    it('notices a dead door by its silence', async () => {
      const { window, deaden } = await open({ client: { heartbeatMs: 30 } });
      await untilOpen(window);
      const changed = untilChange(window);
      deaden();
      expect(await changed).toBe('reconnecting');
    });

    it('stays open while the heartbeat is answered', async () => {
      const { window } = await open({ client: { heartbeatMs: 10 } });
      await untilOpen(window);
      const states: ConnectionState[] = [];
      window.connection.watch((state) => states.push(state));
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(states).toEqual([]);
    });

    it('fails open calls when the connection is lost, and says that the outcome is not known', async () => {
      const { window, cut } = await open();
      await untilOpen(window);
      const call = failureOf(() => window.api.orders.place({ instrumentId: troubles.silent, side: 'buy', type: 'market', quantity: decimalText('1') }));
      await window.api.orders.list({});
      cut();
      expect(await call).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('not known') as string });
    });

    it('lets a call wait for the connection to come back', async () => {
      const { window, cut } = await open();
      await untilOpen(window);
      const changed = untilChange(window);
      cut();
      expect(await changed).toBe('reconnecting');
      expect(await window.api.orders.list({})).toEqual([]);
    });

    it('is closed for good: nothing is tried again, calls fail at once, streams end in silence', async () => {
      const { window, fake } = await open();
      const states: ConnectionState[] = [];
      let errors = 0;
      await untilOpen(window);
      window.connection.watch((state) => states.push(state));
      window.subscribe(quotes(() => {}, { onError: () => (errors += 1) }));
      await expect.poll(() => fake.watchers).toBe(1);
      window.close();
      expect(await failureOf(() => window.api.orders.list({}))).toMatchObject({ code: 'UNAVAILABLE', message: 'This client is closed.' });
      await expect.poll(() => fake.watchers).toBe(0);
      expect(states).toEqual(['closed']);
      expect(errors, 'the one who closed it knows').toBe(0);
    });
  });
}
