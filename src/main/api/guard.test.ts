import { createRouterClient } from '@orpc/server';
import { expect, it } from 'vitest';
import type { Health } from '../../contract/model/system.ts';
import type { Core } from '../core/index.ts';
import { silentLog, type Log } from '../core/kernel/index.ts';
import { createRouter } from './create-router.ts';

const health: Health = { status: 'ready', marketTimeMs: null, parts: [] };

/** A client of a core that has only a stream of health, and what was logged as an error. */
function openWith(watchHealth: (signal: AbortSignal) => AsyncGenerator<Health, void, void>) {
  const errors: string[] = [];
  const log: Log = { ...silentLog, error: (message) => void errors.push(message) };
  const core = { system: { watchHealth } } as unknown as Core;
  const client = createRouterClient(createRouter({ log }), { context: { core, session: { role: 'viewer', who: 'test' } } });
  return { client, errors };
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));

it('gives the core a signal even where the caller has none, and aborts it when the reader stops', async () => {
  const steps: string[] = [];
  const { client } = openWith(async function* (signal) {
    yield health;
    steps.push('waits');
    await untilAborted(signal);
    steps.push('ended');
  });
  const stream = await client.system.watchHealth({});
  await stream.next();
  const next = stream.next();
  await expect.poll(() => steps).toEqual(['waits']);
  await stream.return?.();
  expect(await next).toMatchObject({ done: true });
  expect(steps).toEqual(['waits', 'ended']);
});

it('logs a stream that breaks, and not one that breaks because its caller has gone', async () => {
  const broken = openWith(async function* () {
    yield health;
    throw new Error('broken');
  });
  const stream = await broken.client.system.watchHealth({});
  await stream.next();
  await expect(stream.next()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(broken.errors).toHaveLength(1);

  const cancelled = openWith(async function* (signal) {
    yield health;
    await untilAborted(signal);
    signal.throwIfAborted();
  });
  const controller = new AbortController();
  const other = await cancelled.client.system.watchHealth({}, { signal: controller.signal });
  await other.next();
  const next = other.next();
  controller.abort();
  await expect(next).rejects.toMatchObject({ code: 'UNAVAILABLE', message: 'system.watchHealth was cancelled.' });
  expect(cancelled.errors).toEqual([]);
});

it('stops an import when its time is up', async () => {
  let seen: AbortSignal | undefined;
  const importCommit = async (_uploadId: string, _request: unknown, signal: AbortSignal): Promise<never> => {
    seen = signal;
    await untilAborted(signal);
    throw new Error('stopped');
  };
  const core = { data: { importCommit } } as unknown as Core;
  const router = createRouter({ log: silentLog, timeLimitMs: () => 20 });
  const client = createRouterClient(router, { context: { core, session: { role: 'admin', who: 'test' } } });
  await expect(client.data.importCommit({ uploadId: 'one', symbol: 'GOOG', timeframe: '1d' })).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect(seen?.aborted).toBe(true);
});
