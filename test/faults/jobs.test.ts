import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { createPool, type Pool } from '../../src/main/adapters/pool/index.ts';
import type { JobFailure } from '../../src/main/core/jobs/index.ts';
import type { TrialTasks } from '../contract/job-port-tasks.ts';

const rounds = Number(process.env['TAPEDECK_FAULT_ROUNDS'] ?? 10);
/** One turn in this time, on average: with every core taken by the jobs, the system still gives the main loop its share. */
const usualTurnMs = 50;

/**
 * Counts the turns of the main loop while a job goes wrong: a job that blocked it would leave none. How long the longest wait was
 * depends on whatever else runs on the machine; the benchmark of jobs measures it.
 */
function watchLoop(): () => { turns: number; expectedTurns: number } {
  const start = performance.now();
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 5);
  return () => {
    clearInterval(timer);
    return { turns, expectedTurns: Math.floor((performance.now() - start) / usualTurnMs) };
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
    const { turns, expectedTurns } = finish();
    expect(turns, 'turns of the main loop').toBeGreaterThanOrEqual(expectedTurns);
  });
});
