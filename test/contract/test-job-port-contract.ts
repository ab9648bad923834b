import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Pool } from '../../src/main/adapters/pool/index.ts';
import type { JobOutcome } from '../../src/main/core/jobs/index.ts';
import type { TrialTasks } from './job-port-tasks.ts';

const reasonOf = (outcome: JobOutcome<unknown>): string => (outcome.ok ? 'ok' : outcome.error.reason);
const flagsOf = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));

/** What every job port does. `open` gives one with two threads and the tasks of `job-port-tasks.ts`. */
export function testJobPortContract(name: string, open: () => Pool<TrialTasks>): void {
  describe(`${name} as a job port`, () => {
    // Threads take their time to start. One pool serves all tests, each of which has to leave it sound.
    let pool: Pool<TrialTasks>;
    const expectHealthy = async (): Promise<void> => expect(await pool.run('add', [1, 2])).toEqual({ ok: true, value: 3 });
    beforeAll(() => {
      pool = open();
    });
    afterAll(() => pool.dispose());
    afterEach(async () => expectHealthy());

    it('gives what the task returns', async () => {
      expect(await pool.run('add', [1, 2, 3.5])).toEqual({ ok: true, value: 6.5 });
    });
    it('shares shared columns instead of copying them', async () => {
      const column = new Float64Array(new SharedArrayBuffer(80)).fill(2);
      expect(await pool.run('total', { column })).toEqual({ ok: true, value: { total: 20, isShared: true } });
      expect(await pool.run('total', { column: Float64Array.of(1, 2) })).toEqual({ ok: true, value: { total: 3, isShared: false } });
    });
    it('runs any number of jobs once each, every one with its own answer', async () => {
      const flags = flagsOf(40);
      const jobs = Array.from({ length: 40 }, (_, index) => pool.run('mark', { flags, index, spinMs: 2 }));
      expect(await Promise.all(jobs)).toEqual(jobs.map((_, value) => ({ ok: true, value })));
      expect([...flags].every((runs) => runs === 1)).toBe(true);
    });
    it('runs as many jobs at a time as it says, and no more', async () => {
      const active = flagsOf(1);
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => pool.run('overlap', { active, spinMs: 20 })));
      expect(Math.max(...outcomes.map((outcome) => (outcome.ok ? outcome.value : Number.NaN)))).toBe(pool.concurrency);
    });
    it('tells progress rising and at most ten times a second, however often the task reports', async () => {
      const told: { share: number; atMs: number }[] = [];
      const outcome = await pool.run('count', { forMs: 700 }, { onProgress: (share) => told.push({ share, atMs: performance.now() }) });
      expect(outcome.ok && outcome.value, 'reports of the task').toBeGreaterThan(1_000);
      expect(told.length).toBeGreaterThanOrEqual(2);
      for (const [i, { share }] of told.entries()) {
        expect(share).toBeGreaterThan(told[i - 1]?.share ?? 0);
        expect(share).toBeLessThanOrEqual(1);
      }
      // The rate over the whole job: a single report may reach us a little late, and the next one then follows a little sooner.
      const spanMs = (told.at(-1)?.atMs ?? 0) - (told[0]?.atMs ?? 0);
      expect(told.length - 1).toBeLessThanOrEqual((spanMs + 50) / 100);
    });
    it('says what the task said when it refuses', async () => {
      expect(await pool.run('refuse', 'The window is longer than the data.')).toEqual({ ok: false, error: { reason: 'failed', message: 'The window is longer than the data.' } });
    });
    it('survives input and output that cannot be sent', async () => {
      expect(reasonOf(await pool.run('add', [(() => 1) as unknown as number]))).toBe('failed');
      expect(reasonOf(await pool.run('asFunction', null))).toBe('crashed');
    });
    it('ends an endless loop when it is cancelled', async () => {
      const stop = new AbortController();
      const flags = flagsOf(1);
      const job = pool.run('mark', { flags, index: 0, spinMs: 1e9 }, { signal: stop.signal });
      // A thread or a process has to start first.
      await expect.poll(() => Atomics.load(flags, 0), { timeout: 10_000 }).toBe(1);
      stop.abort();
      expect(await job).toEqual({ ok: false, error: { reason: 'cancelled', message: 'The job was cancelled.' } });
    });
    it('never starts a job that was cancelled while it waited', async () => {
      const flags = flagsOf(3);
      const stop = new AbortController();
      const busy = Array.from({ length: pool.concurrency }, () => pool.run('count', { forMs: 150 }));
      const waiting = [0, 1, 2].map((index) => pool.run('mark', { flags, index, spinMs: 0 }, { signal: stop.signal }));
      stop.abort();
      expect((await Promise.all(waiting)).map(reasonOf)).toEqual(['cancelled', 'cancelled', 'cancelled']);
      expect((await Promise.all(busy)).map(reasonOf)).toEqual(busy.map(() => 'ok'));
      await expectHealthy();
      expect([...flags]).toEqual([0, 0, 0]);
    });
    it('does not start a job whose signal was raised before', async () => {
      const flags = flagsOf(1);
      expect(reasonOf(await pool.run('mark', { flags, index: 0, spinMs: 0 }, { signal: AbortSignal.abort() }))).toBe('cancelled');
      await expectHealthy();
      expect(flags[0]).toBe(0);
    });
    it('stops a job that takes too long; waiting for a thread does not count', async () => {
      const outcomes = await Promise.all([
        ...Array.from({ length: pool.concurrency }, () => pool.run('count', { forMs: 400 })),
        pool.run('add', [1], { timeoutMs: 200 }),
        pool.run('spin', null, { timeoutMs: 200 }),
      ]);
      expect(outcomes.map(reasonOf)).toEqual([...Array.from({ length: pool.concurrency }, () => 'ok'), 'ok', 'timeout']);
      expect(outcomes.at(-1)).toMatchObject({ error: { message: 'The job took longer than 0.2 s and was stopped. Allow more time or give it less data.' } });
    });
    it('says that the thread ended when a task ends it, or an error escapes it', async () => {
      expect(await pool.run('exit', 7)).toEqual({ ok: false, error: { reason: 'crashed', message: expect.stringContaining("The job's thread ended unexpectedly: worker exited with code: 7.") } });
      expect(await pool.run('crash', 'escaped')).toEqual({ ok: false, error: { reason: 'crashed', message: expect.stringContaining('escaped') } });
    });
    it('stops a job whose objects need too much memory', async () => {
      const outcome = await pool.run('fillHeap', null, { memoryLimitMb: 150 });
      expect(outcome).toEqual({ ok: false, error: { reason: 'out-of-memory', message: 'The job needed more than 150 MB of memory and was stopped. Give it less data or allow more memory.' } });
    });
    it('stops a job whose arrays need too much memory, which lie outside the heap', async () => {
      expect(reasonOf(await pool.run('fillArrays', null, { memoryLimitMb: 150 }))).toBe('out-of-memory');
    });
    it('does not hold what one job left behind against the next', async () => {
      for (let i = 0; i < 4; i++) {
        expect(reasonOf(await pool.run('leave', { megabytes: 300 }, { memoryLimitMb: 1_000 }))).toBe('ok');
        expect(reasonOf(await pool.run('count', { forMs: 150 }, { memoryLimitMb: 150 }))).toBe('ok');
      }
    });
    it('goes on with waiting jobs after every thread was lost', async () => {
      const lost = Array.from({ length: pool.concurrency * 2 }, () => pool.run('exit', 1));
      const jobs = Array.from({ length: 10 }, (_, i) => pool.run('add', [i]));
      expect((await Promise.all(lost)).map(reasonOf)).toEqual(lost.map(() => 'crashed'));
      expect(await Promise.all(jobs)).toEqual(jobs.map((_, value) => ({ ok: true, value })));
    });
    it('cancels what runs and what waits when it is disposed of, and takes nothing more', async () => {
      const closed = open();
      const jobs = Array.from({ length: closed.concurrency + 3 }, () => closed.run('spin', null));
      await closed.dispose();
      const closing = { ok: false, error: { reason: 'cancelled', message: 'The job was cancelled: the application is closing.' } };
      expect(await Promise.all(jobs)).toEqual(jobs.map(() => closing));
      expect(await closed.run('add', [1])).toEqual(closing);
    });
  });
}
