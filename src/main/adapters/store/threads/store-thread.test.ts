import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { instrumentId } from '../../../../contract/model/instrument.ts';
import { timeframe } from '../../../../contract/model/timeframe.ts';
import { silentLog, type LogFields } from '../../../core/kernel/index.ts';
import { serveStore } from './serve-store.ts';
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

  it('that died is started again for the next call, and says that it was', async () => {
    const errors: string[] = [];
    // Dies on "die", answers everything else: what it is asked decides, because a new thread remembers nothing.
    thread = new StoreThread(program('parentPort.on("message", ({ id, method }) => { if (method === "die") process.exit(3); parentPort.postMessage({ kind: "value", id, value: [method] }) })'), '', {
      ...silentLog, error: (message, fields) => errors.push(`${message}: ${String(fields?.['reason'])}`),
    });
    const call = thread.service('bars') as unknown as (method: string, args: unknown[]) => Promise<unknown>;
    expect(thread.health()).toEqual({ status: 'ok', detail: '0 calls wait for the store.' });
    const lost = [call('die', []), call('series', [])];
    for (const each of lost) await expect(each).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('(exit code 3) before it answered') });
    expect(thread.health()).toEqual({ status: 'warning', detail: 'The store\'s thread stopped (exit code 3); the next call starts it again.' });
    expect(await call('series', [])).toEqual(['series']);
    expect(thread.health()).toEqual({ status: 'warning', detail: 'The store\'s thread stopped (exit code 3); it was started again.' });
    expect(errors).toEqual(['The thread of the store stopped: exit code 3']);
  });

  it('that died in the middle of its work opens its databases anew, with all that was answered', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tapedeck-thread-'));
    const real = new URL('../../../workers/io/store-worker.ts', import.meta.url).href;
    const mortal = program(`parentPort.on("message", ({ method }) => { if (method === "die") process.exit(3) }); await import(${JSON.stringify(real)})`);
    thread = new StoreThread(mortal, folder);
    const bars = thread.service('bars');
    const key = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1d') };
    const append = (day: number) => {
      const one = Float64Array.of(1);
      return bars('append', [key, { time: Float64Array.of(day * 86_400_000), open: one, high: one, low: one, close: one, volume: one }, { isKept: true, onConflict: 'refuse' }]);
    };
    await append(1);
    await expect((bars as (method: string, args: []) => Promise<unknown>)('die', [])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await append(2)).toMatchObject({ added: 1 });
    expect(await bars('series', [])).toMatchObject([{ bars: 2 }]);
    await thread.close('bars');
    await thread.stop();
    rmSync(folder, { recursive: true });
  });

  it('that dies again and again is started after growing pauses, and not for ever', async () => {
    let nowMs = 0;
    let starts = 0;
    const log = { ...silentLog, error: () => (starts += 1) };
    thread = new StoreThread(program('parentPort.once("message", () => process.exit(3))'), '', log, () => nowMs);
    const bars = thread.service('bars');
    const fails = async (sentence: string) => expect(bars('series', [])).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining(sentence) });
    await fails('before it answered');
    await fails('before it answered');
    for (const pauseMs of [500, 1_000, 2_000]) {
      nowMs += pauseMs - 1;
      await fails('started again in a moment');
      nowMs += 1;
      await fails('before it answered');
    }
    expect(starts).toBe(5);
    nowMs += 60_000;
    await fails('start Tapedeck again');
    expect(thread.health()).toMatchObject({ status: 'failed', detail: expect.stringContaining('stopped too often') });
    nowMs += 600_000;
    await fails('before it answered');
    expect(starts, 'ten minutes later it is worth another try').toBe(6);
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

  it('tells errors too', () => {
    const { port1, port2 } = new MessageChannel();
    const sent: unknown[] = [];
    const port = Object.assign(port1, { postMessage: (message: unknown) => sent.push(message) });
    serveStore(port, {
      bars(log) {
        log.child('market').error('a chunk is damaged', { chunk: 7 });
        throw new Error('no bars');
      },
    });
    port1.emit('message', { id: 1, service: 'bars', method: 'series', args: [] });
    port1.close();
    port2.close();
    expect(sent).toEqual([
      { kind: 'log', level: 'error', message: 'a chunk is damaged', fields: { chunk: 7 } },
      { kind: 'error', id: 1, error: expect.objectContaining({ code: null }) },
    ]);
  });

  it('passes what is noted there on to the log', async () => {
    const logged = Promise.withResolvers<[string, LogFields | undefined]>();
    const log = { ...silentLog, info: (message: string, fields?: LogFields) => logged.resolve([message, fields]) };
    thread = new StoreThread(program('parentPort.on("message", ({ id }) => { parentPort.postMessage({ kind: "log", level: "info", message: "slow query", fields: { ms: 99 } }); parentPort.postMessage({ kind: "value", id, value: [] }) })'), '', log);
    expect(await thread.service('bars')('series', [])).toEqual([]);
    expect(await logged.promise).toEqual(['slow query', { ms: 99 }]);
  });
});
