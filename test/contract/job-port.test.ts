import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createSystemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { createPool, toShared } from '../../src/main/adapters/pool/index.ts';
import type { TrialTasks } from './job-port-tasks.ts';
import { testJobPortContract } from './test-job-port-contract.ts';

const worker = new URL('./job-port-tasks.ts', import.meta.url);
const clock = createSystemClock();
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
  it('leaves nothing behind that keeps a process alive: neither when disposed of after faults, nor idle', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./job-port-child.ts', import.meta.url))], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
    const [code] = await once(child, 'exit');
    expect(output).toBe('done\n');
    expect(code).toBe(0);
  });
});

describe('toShared', () => {
  const bars = { time: Float64Array.of(1), open: Float64Array.of(2), high: Float64Array.of(3), low: Float64Array.of(4), close: Float64Array.of(5), volume: Float64Array.of(6) };
  it('puts columns on shared memory with the same values', () => {
    const shared = toShared(bars);
    for (const name of ['time', 'open', 'high', 'low', 'close', 'volume'] as const) {
      expect(shared[name]).toEqual(bars[name]);
      expect(shared[name].buffer).toBeInstanceOf(SharedArrayBuffer);
    }
  });
  it('leaves columns that are shared already where they are', () => {
    const shared = toShared(bars);
    expect(toShared(shared).close).toBe(shared.close);
  });
});
