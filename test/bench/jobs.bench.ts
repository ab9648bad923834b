import { createSystemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { createPool } from '../../src/main/adapters/pool/index.ts';
import type { TrialTasks } from '../contract/job-port-tasks.ts';
import { percentile, type Bench } from './bench.ts';
import { watchTurns } from './watch-turns.ts';

const roundTrips = 5_000;
const stops = 20;
const longestGapMs = 50;

const micro = (ms: number): string => `${(ms * 1_000).toFixed(0)} µs`;

export const bench: Bench = {
  name: 'jobs',
  async run(report) {
    const pool = createPool<TrialTasks>({ clock: createSystemClock(), worker: new URL('../contract/job-port-tasks.ts', import.meta.url), concurrency: 1 });
    try {
      const coldStart = performance.now();
      await pool.run('add', [1]);
      const coldMs = performance.now() - coldStart;
      const time = async (column: Float64Array | null): Promise<number> => {
        const start = performance.now();
        const { ok } = await (column === null ? pool.run('add', [1]) : pool.run('length', column));
        if (!ok) throw new Error('A job of the benchmark failed.');
        return performance.now() - start;
      };
      const measure = async (column: Float64Array | null, count: number): Promise<number[]> => {
        const times: number[] = [];
        for (let i = -count / 5; i < count; i++) {
          const ms = await time(column);
          if (i >= 0) times.push(ms);
        }
        return times;
      };
      const small = await measure(null, roundTrips);
      report({ figure: 'job round trip', measured: `${micro(percentile(small, 0.5))}, p99 ${micro(percentile(small, 0.99))}`, target: '', ok: null, note: `first job, with its thread: ${coldMs.toFixed(0)} ms` });
      const million = new Float64Array(1_000_000);
      const copied = percentile(await measure(million, 50), 0.5);
      const shared = percentile(await measure(new Float64Array(new SharedArrayBuffer(million.byteLength)), 50), 0.5);
      report({ figure: 'round trip with a shared column of 1 M values', measured: micro(shared), target: '', ok: null, note: `copied instead: ${micro(copied)}` });

      const finish = watchTurns();
      for (let i = 0; i < stops; i++) await pool.run(i % 2 === 0 ? 'spin' : 'exit', (i % 2 === 0 ? null : 1) as never, { timeoutMs: 50 });
      const { busyMs, gapMs } = finish();
      report({
        figure: 'longest gap of the main loop while jobs crash or hang', measured: `${gapMs.toFixed(1)} ms`, target: `< ${longestGapMs} ms`, ok: gapMs < longestGapMs,
        note: `${stops} of them; longest turn ${busyMs.toFixed(1)} ms of its own processor time`,
      });
    } finally {
      await pool.dispose();
    }
  },
};
