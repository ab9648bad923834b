import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema, type BacktestResult } from '../../../contract/model/backtest.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import type { Run } from '../../../contract/model/run.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import type { Verdict } from '../../../contract/model/verdict.ts';
import { SimMarket } from '../../../quant/sim-market/index.ts';
import type { TaskContext, TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { createMemoryBarStore } from '../../adapters/store/index.ts';
import { tasks } from '../../workers/compute/tasks.ts';
import type { JobOutcome, JobPort } from '../jobs/index.ts';
import { createCountingIds, silentLog } from '../kernel/index.ts';
import { createBacktests } from './create-backtests.ts';
import { judgeAfterMs } from './judgements.ts';
import { createMemoryTrials } from './memory-trials.ts';
import type { RecordedSpec, RunRegistry } from './ports.ts';

const key = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1d') };
const request = { strategy: 'sma-cross', params: {}, settings: backtestSettingsSchema.parse({}) };
const everything = { points: 500, tradesFrom: 0, tradesLimit: 0 };
const never = new AbortController().signal;

/** Runs whose judge a test holds in its hand: it answers with what `judging` comes to. */
async function open(judging: Promise<void> = Promise.resolve(), refuse: readonly TaskName[] = []) {
  const told: string[] = [];
  const [runs, specs, bodies] = [new Map<string, Run>(), new Map<string, RecordedSpec>(), new Map<string, Uint8Array>()];
  const registry: RunRegistry = {
    ...createMemoryTrials(),
    create: async (run, spec) => void (runs.set(run.runId, run), specs.set(run.runId, spec as RecordedSpec)),
    // As a database does: it keeps the columns that it has.
    update: async ({ judgement: _judgement, ...run }) => void runs.set(run.runId, run),
    saveResult: async (runId, body) => void bodies.set(runId, body),
    loadResult: async (runId) => JSON.parse(new TextDecoder().decode(bodies.get(runId))) as BacktestResult,
    loadResultBody: async (runId) => bodies.get(runId) ?? null,
    loadSpec: async (runId) => specs.get(runId) ?? null,
    get: async (runId) => runs.get(runId) ?? null,
    list: async () => [...runs.values()],
    annotate: async () => Promise.reject(new Error('Nobody writes about these runs.')),
    loadSweep: async () => null, countTrials: async () => runs.size, dispose: async () => {},
  };
  const jobs: JobPort = {
    concurrency: 1, dispose: async () => {},
    async run<K extends TaskName>(task: K, input: TaskInput<K>): Promise<JobOutcome<TaskOutput<K>>> {
      told.push(task);
      if (refuse.includes(task)) return { ok: false, error: { reason: 'failed', message: 'The job failed.' } };
      return { ok: true, value: (tasks[task] as (input: TaskInput<K>, context: TaskContext) => TaskOutput<K>)(input, { progress: () => {} }) };
    },
  };
  const store = createMemoryBarStore();
  await store.append(key, new SimMarket(5).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2025, 0, 1), 200), { isKept: true, onConflict: 'refuse' });
  const verdicts = new Map<string, Verdict>();
  const judge = {
    async verdict(runId: string): Promise<Verdict> {
      told.push('judge');
      await judging;
      const verdict = { runId, grade: 'lucky', headline: 'Probably luck: this is a test.' } as Verdict;
      verdicts.set(runId, verdict);
      return verdict;
    },
    known: async (runId: string) => verdicts.get(runId) ?? null,
  };
  const clock = createManualClock(1_000);
  const backtests = createBacktests({ jobs, registry, bars: store, clock, ids: createCountingIds(), log: silentLog, judge });
  return { backtests, clock, told };
}

/** What is told of a run, one after another. */
function follow(backtests: Awaited<ReturnType<typeof open>>['backtests'], runId: string) {
  const seen: (string | undefined)[][] = [];
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const ended = (async () => {
    for await (const { status, judgement } of backtests.watch(runId, never)) {
      seen.push([status, judgement]);
      if (status === 'done') resolve();
    }
    resolve();
  })();
  return { seen, done, ended };
}

describe('a run over stored bars', () => {
  it('is reported first and judged then: the verdict follows as state', async () => {
    const { promise: judging, resolve: finishJudging } = Promise.withResolvers<void>();
    const { backtests, told } = await open(judging);
    const { runId } = await backtests.start(request, [key], { fromMs: null, toMs: null });
    const { seen, done, ended } = follow(backtests, runId);
    await done;
    expect(await backtests.get(runId)).toMatchObject({ status: 'done', judgement: 'pending' });
    expect((await backtests.report(runId, everything)).verdict).toEqual({ state: 'pending', grade: null, headline: null });
    expect(told.slice(-2), 'nothing is judged before the first report is there').toEqual(['backtest.report', 'judge']);
    finishJudging();
    await ended;
    expect(seen.slice(-2)).toEqual([['done', 'pending'], ['done', 'made']]);
    expect((await backtests.report(runId, everything)).verdict).toEqual({ state: 'made', grade: 'lucky', headline: 'Probably luck: this is a test.' });
    expect(told.filter((one) => one === 'judge'), 'once').toHaveLength(1);
    expect(await backtests.get(runId)).not.toHaveProperty('judgement');
  });

  it('is judged a little later where nobody asks for its report', async () => {
    const { backtests, clock, told } = await open();
    const { runId } = await backtests.start(request, [key], { fromMs: null, toMs: null });
    const { done, ended } = follow(backtests, runId);
    await done;
    clock.advance(judgeAfterMs - 1);
    expect(told).not.toContain('judge');
    clock.advance(1);
    await ended;
    expect(told).toContain('judge');
  });

  it('that cannot be judged is done all the same, and says so', async () => {
    const { backtests } = await open(Promise.reject(new Error('no room')));
    const { runId } = await backtests.start(request, [key], { fromMs: null, toMs: null });
    const { seen, done, ended } = follow(backtests, runId);
    await done;
    await backtests.report(runId, everything);
    await ended;
    expect(seen.at(-1)).toEqual(['done', 'failed']);
    expect((await backtests.report(runId, everything)).verdict).toMatchObject({ state: 'none' });
  });

  it('that failed or was cancelled is not judged', async () => {
    const { backtests, clock, told } = await open(Promise.resolve(), ['backtest.run']);
    const { runId } = await backtests.start(request, [key], { fromMs: null, toMs: null });
    const { seen, ended } = follow(backtests, runId);
    await ended;
    clock.advance(10 * judgeAfterMs);
    expect([seen.at(-1), told.includes('judge'), clock.pendingCount]).toEqual([['failed', undefined], false, 0]);
  });

  it('is judged by whoever asks, where it was made over bars at hand', async () => {
    const { backtests, clock, told } = await open();
    const bars = new SimMarket(5).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2025, 0, 1), 200);
    await backtests.runOnBars(request, [{ symbol: 'ACME', bars }]);
    clock.advance(10 * judgeAfterMs);
    expect(told).not.toContain('judge');
  });
});
