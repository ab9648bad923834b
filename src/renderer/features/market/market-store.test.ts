import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Client } from '../../api/index.ts';
import { followMarket, useInstruments } from './market-store.ts';

/** A market whose instruments are answered one asking at a time. */
function market() {
  const asked: { readonly answer: () => void; readonly fail: () => void }[] = [];
  const streams = { opened: 0, open: 0 };
  let tell: (state: string) => void = () => undefined;
  const client = {
    api: { market: { instruments: () => new Promise((resolve, reject) => asked.push({ answer: () => resolve([{ id: 'SIM:ACME', isTradable: true }]), fail: () => reject(new Error('lost')) })) } },
    connection: { get: () => 'open', watch: (listener: typeof tell) => ((tell = listener), () => undefined) },
    subscribe: () => {
      streams.opened += 1;
      streams.open += 1;
      return { close: () => void (streams.open -= 1) };
    },
  } as unknown as Client;
  return { asked, streams, client, tell: (state: string) => tell(state) };
}
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  useInstruments.setState({ all: [], byId: new Map(), isLoaded: false, error: null });
});
afterEach(() => void vi.useRealTimers());

it('asks once at the start, also when the connection opens meanwhile', async () => {
  const { asked, streams, client, tell } = market();
  const stop = followMarket(client);
  tell('open');
  asked.forEach((one) => one.answer());
  await settle();
  expect([asked.length, streams]).toEqual([1, { opened: 1, open: 1 }]);
  stop();
  expect(streams.open).toBe(0);
});

it('an answer that comes after the stop opens nothing', async () => {
  const { asked, streams, client } = market();
  followMarket(client)();
  asked[0]?.answer();
  await settle();
  expect(streams).toEqual({ opened: 0, open: 0 });
});

it('asks again after a failure', async () => {
  const { asked, streams, client } = market();
  const stop = followMarket(client);
  asked[0]?.fail();
  await settle();
  expect(useInstruments.getState()).toMatchObject({ isLoaded: false, error: expect.stringContaining('asked for again') as string });
  await vi.advanceTimersByTimeAsync(1_000);
  asked[1]?.answer();
  await settle();
  expect([useInstruments.getState().error, streams.open]).toEqual([null, 1]);
  stop();
});
