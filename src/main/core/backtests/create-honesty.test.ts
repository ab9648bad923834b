import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backtestSettingsSchema } from '../../../contract/model/backtest.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { sweepRequestSchema } from '../../../contract/model/sweep.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { randomBars } from '../../../quant/strategies/test-reference.ts';
import type { TaskContext, TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { createMemoryBarStore, openRunRegistry } from '../../adapters/store/index.ts';
import { tasks } from '../../workers/compute/tasks.ts';
import type { JobOutcome, JobPort } from '../jobs/index.ts';
import { createCountingIds, silentLog } from '../kernel/index.ts';
import { createBacktests } from './create-backtests.ts';
import { createHonesty } from './create-honesty.ts';
import { createSweeps } from './create-sweeps.ts';

const bars = randomBars(5, 900);
const key = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1d') };
const request = { strategy: 'sma-cross', params: { fast: 5, slow: 12 }, settings: backtestSettingsSchema.parse({ commissionRate: 0.001 }) };
const always = { fromMs: null, toMs: null };

function open() {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-honesty-'));
  const registry = openRunRegistry(folder, { mode: 'shared' });
  onTestFinished(async () => {
    await registry.dispose();
    rmSync(folder, { recursive: true });
  });
  const ran: TaskName[] = [];
  const jobs: JobPort = {
    concurrency: 1, dispose: async () => {},
    async run<K extends TaskName>(task: K, input: TaskInput<K>): Promise<JobOutcome<TaskOutput<K>>> {
      ran.push(task);
      try {
        return { ok: true, value: (tasks[task] as (input: TaskInput<K>, context: TaskContext) => TaskOutput<K>)(input, { progress: () => {} }) };
      } catch (error) {
        return { ok: false, error: { reason: 'failed', message: (error as Error).message } };
      }
    },
  };
  const store = createMemoryBarStore();
  const deps = { jobs, registry, bars: store, clock: createManualClock(epochMs(1_000)), ids: createCountingIds(), log: silentLog };
  const backtests = createBacktests(deps);
  return { store, backtests, sweeps: createSweeps(deps), honesty: createHonesty({ ...deps, ledger: registry }, backtests), ran, registry };
}

/** With the bars stored, so that runs over them can be made again. */
async function openStored() {
  const parts = open();
  await parts.store.append(key, bars, { isKept: true, onConflict: 'refuse' });
  const run = async () => {
    const { runId } = await parts.backtests.start(request, [key], always);
    for await (const one of parts.backtests.watch(runId, new AbortController().signal)) if (one.status === 'failed') throw new Error(one.failure ?? '');
    return runId;
  };
  return { ...parts, run };
}

describe('verdicts on recorded runs', () => {
  it('count every run, tweak and point of a sweep towards the hypothesis, and judge anew when there are more', async () => {
    const { honesty, run, sweeps, ran } = await openStored();
    const first = await run();
    const alone = await honesty.verdict(first);
    expect(alone).toMatchObject({ runId: first, trials: { count: 1, isWhole: true, sentence: 'This is the first trial of its hypothesis.' }, expectedBestSharpe: 0, lookAhead: { isClean: true }, data: { grade: 'A' } });
    ran.length = 0;
    expect(await honesty.verdict(first)).toEqual(alone);
    expect(ran, 'with the same trials it is not computed again').toEqual([]);

    await run();
    const { sweepId } = await sweeps.start(sweepRequestSchema.parse({ strategy: 'sma-cross', space: { fast: { from: 2, to: 9 }, slow: [20, 30, 40] } }), [key], always, false);
    for await (const { status } of sweeps.watch(sweepId, new AbortController().signal)) if (status === 'failed') throw new Error('the sweep failed');
    const after = await honesty.verdict(first);
    expect(after).toMatchObject({ trials: { count: 26 }, sharpe: alone.sharpe, overfitting: { trials: 25 } });
    expect(after.expectedBestSharpe).toBeGreaterThan(0.5);
    expect(after.deflatedSharpe ?? 0).toBeLessThan(alone.deflatedSharpe ?? 0);
    expect(after.trials.sharpeDeviation).toBeGreaterThan(0);

    const { runs, ...ledger } = await honesty.trials(first);
    expect(ledger).toMatchObject({ strategy: 'sma-cross', symbols: ['ACME'], trials: 26 });
    expect(runs.map(({ kind, trials }) => [kind, trials])).toEqual([['sweep', 24], ['backtest', 1], ['backtest', 1]]);
    expect(await honesty.hypotheses(10)).toEqual([ledger]);
  });

  it('count what a sweep over several series tried on the one of the run', async () => {
    const { honesty, run, sweeps, store } = await openStored();
    const other = { ...key, instrumentId: instrumentId('FILE:OTHER') };
    await store.append(other, randomBars(6, 400), { isKept: true, onConflict: 'refuse' });
    const { sweepId } = await sweeps.start(sweepRequestSchema.parse({ strategy: 'sma-cross', space: { fast: [2, 3, 4], slow: [20, 30] } }), [other, key], always, false);
    for await (const { status } of sweeps.watch(sweepId, new AbortController().signal)) if (status === 'failed') throw new Error('the sweep failed');
    const { trials, overfitting } = await honesty.verdict(await run());
    expect({ count: trials.count, overfitting }, 'seven are no family').toEqual({ count: 7, overfitting: null });
    expect(await sweeps.spec(sweepId)).not.toHaveProperty('hypotheses');
    await expect(honesty.verdict(sweepId)).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('is a sweep and no backtest') });
  });

  it('keep what the bars showed when they are gone', async () => {
    const { honesty, run, store } = await openStored();
    const runId = await run();
    const before = await honesty.verdict(runId);
    await store.remove(key);
    await run().catch(() => undefined);
    const after = await honesty.verdict(runId);
    expect(after).toMatchObject({ randomEntry: before.randomEntry, lookAhead: before.lookAhead, data: before.data });
    await expect(honesty.checkLookAhead(runId, { probes: 3 })).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('import') });
  });

  it('say of a run over bars at hand that was not recorded that only what is known was counted', async () => {
    const { honesty, backtests, registry } = open();
    const series = [{ symbol: 'ACME', bars }];
    const result = await backtests.runOnBars(request, series, { isEphemeral: true });
    expect(await honesty.judgeOnBars(result, request, series)).toMatchObject({ runId: null, trials: { hypothesis: null, count: 1, isWhole: false, sentence: expect.stringContaining('kept out of the record') }, data: { grade: 'A' } });
    expect(await registry.list(10)).toEqual([]);
  });

  it('are kept with a run over bars at hand, for when the file is gone', async () => {
    const { honesty, backtests } = open();
    const series = [{ symbol: 'ACME', bars }];
    const result = await backtests.runOnBars(request, series);
    const verdict = await honesty.judgeOnBars(result, request, series);
    expect(verdict).toMatchObject({ runId: result.runId, trials: { count: 1, isWhole: true } });
    expect(await honesty.verdict(result.runId ?? '')).toEqual(verdict);
  });

  it('find rules that look ahead in nothing, and refuse what is no run', async () => {
    const { honesty, run } = await openStored();
    const runId = await run();
    expect(await honesty.checkLookAhead(runId, { probes: 5 })).toMatchObject({ strategy: 'sma-cross', isClean: true, runs: 10 });
    for (const call of [honesty.verdict('nobody'), honesty.trials('nobody'), honesty.checkLookAhead('nobody', { probes: 5 })]) await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(honesty.checkOnBars({ ...request, params: { fast: -1 } }, [{ symbol: 'A', bars }], { probes: 5 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
