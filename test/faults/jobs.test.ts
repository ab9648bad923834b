import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { createPool, type Pool } from '../../src/main/adapters/pool/index.ts';
import type { JobFailure } from '../../src/main/core/jobs/index.ts';
import type { TrialTasks } from '../contract/job-port-tasks.ts';

const rounds = Number(process.env['TAPEDECK_FAULT_ROUNDS'] ?? 10);
/** What the main loop may be held up by our own work while a job goes wrong. */
const longestWorkMs = 50;
/** What it may be held up by anything, with other programs on the same cores: generous, for they are not ours. */
const longestGapMs = 250;

/** Watches the main loop: the longest wait for a turn, and the most processor time that one turn took. */
function watchLoop(): () => { gapMs: number; workMs: number } {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let before = process.threadCpuUsage();
  let workMs = 0;
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    workMs = Math.max(workMs, (user + system) / 1_000);
    before = process.threadCpuUsage();
  }, 5);
  return () => {
    clearInterval(timer);
    delay.disable();
    return { gapMs: delay.max / 1e6, workMs };
  };
}

describe(`${rounds} rounds of each fault of a job`, () => {
  let pool: Pool<TrialTasks>;
  beforeAll(() => {
    pool = createPool<TrialTasks>({ clock: createSystemClock(), worker: new URL('../contract/job-port-tasks.ts', import.meta.url), concurrency: 2 });
  });
  afterAll(() => pool.dispose());

  const faults: readonly (readonly [string, JobFailure['reason'], () => Promise<unknown>])[] = [
    ['a thread that exits', 'crashed', () => pool.run('exit', 1)],
    ['an error that escapes', 'crashed', () => pool.run('crash', 'escaped')],
    ['objects without end', 'out-of-memory', () => pool.run('fillHeap', null, { memoryLimitMb: 150 })],
    ['arrays without end', 'out-of-memory', () => pool.run('fillArrays', null, { memoryLimitMb: 150 })],
    ['an endless loop past its time', 'timeout', () => pool.run('spin', null, { timeoutMs: 50 })],
    ['an endless loop that is cancelled', 'cancelled', () => pool.run('spin', null, { signal: AbortSignal.timeout(100) })],
  ];
  it.each(faults)('%s: said as %s, a neighbour is undisturbed, the next job runs, the main loop stays free', async (_, reason, run) => {
    const finish = watchLoop();
    for (let round = 0; round < rounds; round++) {
      const neighbour = pool.run('count', { forMs: 60 });
      expect(await run()).toMatchObject({ ok: false, error: { reason } });
      expect((await neighbour).ok).toBe(true);
      expect(await pool.run('add', [round, 1])).toEqual({ ok: true, value: round + 1 });
    }
    const { gapMs, workMs } = finish();
    expect(workMs, 'most processor time of one turn of the main loop in ms').toBeLessThan(longestWorkMs);
    expect(gapMs, 'longest gap of the main loop in ms').toBeLessThan(longestGapMs);
  });
});
