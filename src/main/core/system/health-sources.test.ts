import { describe, expect, it } from 'vitest';
import type { Tick } from '../../../contract/model/tick.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import type { JobFailure, JobOutcome, JobPort } from '../jobs/index.ts';
import { createBus } from '../kernel/index.ts';
import type { FeedHealth } from '../market/index.ts';
import { createFeedHealth } from './feed-health.ts';
import { observeJobs } from './job-health.ts';

function openFeed() {
  const clock = createManualClock(0);
  const bus = createBus<{ tick: Tick }>(() => {});
  const feed: { state: FeedHealth['state']; lastTickMs: FeedHealth['lastTickMs'] } = { state: 'live', lastTickMs: null };
  const market = { nowMs: 1_000_000 };
  const source = createFeedHealth({
    name: 'feed', clock, marketTime: () => epochMs(market.nowMs), feed: { health: () => ({ ...feed }), onTick: (listener) => bus.on('tick', listener) },
  });
  return {
    clock, feed, market, source,
    tick() {
      feed.lastTickMs = epochMs(market.nowMs);
      bus.emit('tick', {} as Tick);
    },
    /** Real time and market time pass. */
    pass(ms: number, speed = 1) {
      clock.advance(ms);
      market.nowMs += ms * speed;
    },
  };
}

describe('the age of the last tick', () => {
  it('is told, and makes the feed late, then failed', () => {
    const { source, tick, pass } = openFeed();
    expect(source.health()).toEqual({ status: 'ok', detail: 'The feed is live; no tick has come yet.' });
    tick();
    pass(1_500);
    expect(source.health()).toEqual({ status: 'ok', detail: 'The feed is live; its last tick is 1.5 s old.' });
    pass(3_500);
    expect(source.health()).toEqual({ status: 'warning', detail: 'The feed is live; its last tick is 5.0 s old.' });
    pass(60_000);
    expect(source.health()).toEqual({ status: 'failed', detail: 'The feed is live; its last tick is 65 s old.' });
    tick();
    expect(source.health().status).toBe('ok');
  });

  it('does not grow while the market is held, and is nothing to worry about at a high speed', () => {
    const { source, tick, pass } = openFeed();
    tick();
    pass(600_000, 0);
    expect(source.health().status, 'held').toBe('ok');
    tick();
    pass(50, 3_600);
    expect(source.health().status, 'fast').toBe('ok');
  });

  it('counts for nothing when the feed has stopped or says itself that it is not live', () => {
    const { source, tick, feed } = openFeed();
    tick();
    feed.state = 'stale';
    expect(source.health().status).toBe('warning');
    feed.state = 'stopped';
    expect(source.health()).toEqual({ status: 'failed', detail: 'The feed has stopped.' });
  });
});

describe('the pool', () => {
  const failure = (reason: JobFailure['reason']): JobOutcome<never> => ({ ok: false, error: { reason, message: `The job ${reason}.` } });
  const done = { ok: true, value: null } as unknown as JobOutcome<never>;

  function openPool() {
    const started: PromiseWithResolvers<JobOutcome<never>>[] = [];
    const pool = {
      concurrency: 2,
      run() {
        const job = Promise.withResolvers<JobOutcome<never>>();
        started.push(job);
        return job.promise;
      },
      dispose: async () => {},
    } as unknown as JobPort;
    const { jobs, source } = observeJobs(pool);
    const run = (): Promise<unknown> => jobs.run('backtest.run', {} as never);
    return { source, run, started, async runAs(outcome: JobOutcome<never>) {
      const promise = run();
      started.at(-1)?.resolve(outcome);
      await promise;
    } };
  }

  it('says how many jobs run and wait', async () => {
    const { source, run, started } = openPool();
    const jobs = [run(), run(), run()];
    expect(source.health()).toEqual({ status: 'ok', detail: '2 of 2 threads are at work; 1 job waits.' });
    for (const job of started) job.resolve(done);
    await Promise.all(jobs);
    expect(source.health().detail).toBe('0 of 2 threads are at work; 0 jobs wait.');
  });

  it('that loses threads says so, and has failed when it goes on', async () => {
    const { source, runAs } = openPool();
    await runAs(failure('crashed'));
    expect(source.health()).toEqual({ status: 'warning', detail: 'The job crashed.' });
    await runAs(failure('cancelled'));
    expect(source.health().status, 'a cancelled job proves nothing').toBe('warning');
    await runAs(failure('crashed'));
    await runAs(failure('crashed'));
    expect(source.health().status).toBe('failed');
    await runAs(done);
    expect(source.health().status).toBe('ok');
  });

  it('is well when a job fails by itself', async () => {
    const { source, runAs } = openPool();
    await runAs(failure('failed'));
    expect(source.health().status).toBe('ok');
  });
});
