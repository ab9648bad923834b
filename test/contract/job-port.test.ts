import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../src/contract/model/backtest.ts';
import { createSystemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { createPool } from '../../src/main/adapters/pool/index.ts';
import type { JobPort } from '../../src/main/core/jobs/index.ts';
import { tasks } from '../../src/main/workers/compute/tasks.ts';
import { engineVersion } from '../../src/quant/engine/version.ts';
import type { TrialTasks } from './job-port-tasks.ts';
import { testJobPortContract } from './test-job-port-contract.ts';

const worker = new URL('./job-port-tasks.ts', import.meta.url);
const clock = createSystemClock();
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
testJobPortContract('A pool of threads', () => createPool<TrialTasks>({ clock, worker, concurrency: 2 }));

describe('createPool', () => {
  it('reports the engine running into its own heap limit as out of memory too', async () => {
    const pool = createPool<TrialTasks>({ clock, worker, concurrency: 1, heapLimitMb: 64 });
    const outcome = await pool.run('fillHeap', null);
    expect(outcome).toMatchObject({ ok: false, error: { reason: 'out-of-memory', message: expect.stringContaining('more than 64 MB') } });
    expect(await pool.run('add', [1, 1])).toEqual({ ok: true, value: 2 });
    await pool.dispose();
  });
  it('says so when the tasks cannot be loaded', async () => {
    const pool = createPool<TrialTasks>({ clock, worker: new URL('./no-such-tasks.ts', import.meta.url), concurrency: 1 });
    expect(await pool.run('add', [1])).toMatchObject({ ok: false, error: { reason: 'crashed', message: expect.stringContaining('Cannot find module') } });
    await pool.dispose();
  });
  it('refuses a task that is not there', async () => {
    const pool = createPool<{ nothing: { input: null; output: null } }>({ clock, worker, concurrency: 1 });
    expect(await pool.run('nothing', null)).toEqual({ ok: false, error: { reason: 'failed', message: 'There is no task "nothing".' } });
    await pool.dispose();
  });
  it('ends its idle threads too when it is disposed of', async () => {
    const threads: Worker[] = [];
    const onWorker = (thread: Worker): number => threads.push(thread);
    process.on('worker', onWorker);
    const pool = createPool<TrialTasks>({ clock, worker, concurrency: 2 });
    await Promise.all([pool.run('count', { forMs: 50 }), pool.run('count', { forMs: 50 })]);
    process.off('worker', onWorker);
    const idsOf = (): number[] => threads.map((thread) => thread.threadId);
    expect(idsOf().filter((id) => id > 0)).toHaveLength(2);
    await pool.dispose();
    expect(idsOf(), 'a thread that has ended has the id -1').toEqual([-1, -1]);
  });
  it('leaves nothing behind that keeps a process alive: neither when disposed of after faults, nor idle', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./job-port-child.ts', import.meta.url))], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
    const [code] = await once(child, 'exit');
    expect(output).toBe('done\n');
    expect(code).toBe(0);
  });
});

describe('the worker that ships', () => {
  const close = Float64Array.from({ length: 500 }, (_, i) => 100 + 10 * Math.sin(i / 9));
  const bars = { time: close.map((_, i) => i * 86_400_000), open: close, high: close.map((price) => price + 1), low: close.map((price) => price - 1), close, volume: close.map(() => 1) };
  const spec = { strategy: 'sma-cross', params: { fast: 5, slow: 20 }, settings: backtestSettingsSchema.parse({}), data: [], engineVersion };
  const input = { spec, runId: 'run-1', series: [{ symbol: 'FILE:WAVE', bars }] };

  it('gives what the same task gives in process, on memory that threads share', async () => {
    const pool: JobPort = createPool({ clock, concurrency: 1 });
    const expected = tasks['backtest.run'](input, { progress: () => {} });
    const outcome = await pool.run('backtest.run', input);
    if (!outcome.ok) throw new Error(outcome.error.message);
    expect(outcome.value.hash).toBe(expected.hash);
    expect(outcome.value.body.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(textOf(outcome.value.body)).toBe(textOf(expected.body));
    expect(await pool.run('bars.fingerprint', bars)).toEqual({ ok: true, value: tasks['bars.fingerprint'](bars, { progress: () => {} }) });
    await pool.dispose();
  });
  it('passes on what the engine says about a bad request', async () => {
    const pool: JobPort = createPool({ clock, concurrency: 1 });
    const outcome = await pool.run('backtest.run', { ...input, spec: { ...spec, strategy: 'no-such-strategy' } });
    expect(outcome).toMatchObject({ ok: false, error: { reason: 'failed', message: expect.stringContaining('no-such-strategy') } });
    await pool.dispose();
  });
});
