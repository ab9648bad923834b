import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { createPool, type Pool } from '../../src/main/adapters/pool/index.ts';
import type { JobFailure } from '../../src/main/core/jobs/index.ts';
import { watchTurns } from '../bench/watch-turns.ts';
import type { TrialTasks } from '../contract/job-port-tasks.ts';

const rounds = Number(process.env['TAPEDECK_FAULT_ROUNDS'] ?? 10);
/** One turn in this time, on average: with every core taken by the jobs, the system still gives the main loop its share. */
const usualTurnMs = 50;
/**
 * No turn may cost the main thread more of its own processor time. How long it then waits for a processor is up to the rest of the
 * machine; the benchmark of jobs measures that.
 */
const longestTurnMs = 50;
/** V8 keeps the heap of an ended thread for 8 s, then has it unmapped in one turn of another thread. */
const heapKeptMs = 9_500;

/** Says whether the main loop was free since: neither blocked, which leaves too few turns, nor busy with something else. */
function watchLoop(): () => void {
  const [startMs, finish] = [performance.now(), watchTurns()];
  return () => {
    const { busyMs, looks } = finish();
    expect(looks, 'turns of the main loop').toBeGreaterThanOrEqual(Math.floor((performance.now() - startMs) / usualTurnMs));
    expect(busyMs, 'milliseconds of its own processor time in the longest turn of the main thread').toBeLessThan(longestTurnMs);
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
    finish();
  });

  it('a large heap of a thread that ended is not given back in a turn of the main loop', async () => {
    const finish = watchLoop();
    expect(await pool.run('fillHeap', null, { memoryLimitMb: 600 })).toMatchObject({ ok: false, error: { reason: 'out-of-memory' } });
    const endedMs = performance.now();
    while (performance.now() - endedMs < heapKeptMs) expect((await pool.run('count', { forMs: 250 })).ok).toBe(true);
    finish();
  });
});
