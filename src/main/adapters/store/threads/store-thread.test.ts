import { afterEach, describe, expect, it } from 'vitest';
import { silentLog, type LogFields } from '../../../core/kernel/index.ts';
import { StoreThread } from './store-thread.ts';

const program = (source: string): URL => new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${source}`)}`);

describe('a store thread', () => {
  let thread: StoreThread | null = null;
  afterEach(() => thread?.stop());

  it('that dies fails the calls under way and the later ones, and has nothing left to close', async () => {
    thread = new StoreThread(program('parentPort.once("message", () => process.exit(3))'), '');
    const bars = thread.service('bars');
    await expect(bars('series', [])).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('exit code 3') });
    await expect(bars('series', [])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(thread.pending).toBe(0);
    await thread.close('bars');
  });

  it('that throws says what it was', async () => {
    thread = new StoreThread(program('parentPort.once("message", () => { throw new Error("out of luck") })'), '');
    await expect(thread.service('runs')('list', [1])).rejects.toThrow('out of luck');
  });

  it('fails calls that are under way when it is stopped', async () => {
    thread = new StoreThread(program('parentPort.on("message", () => {})'), '');
    const call = thread.service('bars')('series', []);
    const [outcome] = await Promise.allSettled([call, thread.stop()]);
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'UNAVAILABLE', message: 'The store is closed.' } });
  });

  it('passes what is noted there on to the log', async () => {
    const logged = Promise.withResolvers<[string, LogFields | undefined]>();
    const log = { ...silentLog, info: (message: string, fields?: LogFields) => logged.resolve([message, fields]) };
    thread = new StoreThread(program('parentPort.on("message", ({ id }) => { parentPort.postMessage({ kind: "log", level: "info", message: "slow query", fields: { ms: 99 } }); parentPort.postMessage({ kind: "value", id, value: [] }) })'), '', log);
    expect(await thread.service('bars')('series', [])).toEqual([]);
    expect(await logged.promise).toEqual(['slow query', { ms: 99 }]);
  });
});
