import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../../contract/model/backtest.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import type { Run } from '../../../contract/model/run.ts';
import { sweepRequestSchema, sweepSpecSchema, type Sweep, type SweepRequest } from '../../../contract/model/sweep.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { SimMarket } from '../../../quant/sim-market/index.ts';
import type { TaskContext, TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { createMemoryBarStore } from '../../adapters/store/index.ts';
import { tasks } from '../../workers/compute/tasks.ts';
import type { JobOptions, JobOutcome, JobPort } from '../jobs/index.ts';
import { createCountingIds, silentLog } from '../kernel/index.ts';
import { createSweeps } from './create-sweeps.ts';
import { createMemoryTrials } from './memory-trials.ts';
import type { RecordedSweep, RunRegistry } from './ports.ts';

const bars = new SimMarket(5).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2025, 0, 1), 200);
const other = new SimMarket(6).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2025, 0, 1), 200);
const key = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1d') };
const always = { fromMs: null, toMs: null };
const ranked = { isRanked: true, metric: null, offset: 0, limit: 100 };
const inOrder = { ...ranked, isRanked: false };
const requestOf = (given: Partial<SweepRequest> = {}): SweepRequest =>
  sweepRequestSchema.parse({ strategy: 'sma-cross', space: { fast: { from: 2, to: 40 }, slow: { from: 2, to: 60 } }, where: 'fast<slow', ...given });

/** Computes at once; `beforeJob` may hold a job back or end it. */
function inlineJobs(concurrency: number, beforeJob: (task: TaskName, count: number) => Promise<void> | void = () => {}): JobPort {
  let count = 0;
  return {
    concurrency, dispose: async () => {},
    async run<K extends TaskName>(task: K, input: TaskInput<K>, options?: JobOptions): Promise<JobOutcome<TaskOutput<K>>> {
      await beforeJob(task, count++);
      if (options?.signal?.aborted === true) return { ok: false, error: { reason: 'cancelled', message: 'The job was cancelled.' } };
      try {
        return { ok: true, value: (tasks[task] as (input: TaskInput<K>, context: TaskContext) => TaskOutput<K>)(input, { progress: () => {} }) };
      } catch (error) {
        return { ok: false, error: { reason: 'failed', message: (error as Error).message } };
      }
    },
  };
}

async function open(options: { jobs?: JobPort; registry?: ReturnType<typeof memoryRegistry> } = {}) {
  const store = createMemoryBarStore();
  await store.append(key, bars, { isKept: true, onConflict: 'refuse' });
  const { registry, runs, specs, commits } = options.registry ?? memoryRegistry();
  const clock = createManualClock(epochMs(1_000));
  const sweeps = createSweeps({ jobs: options.jobs ?? inlineJobs(2), registry, bars: store, clock, ids: createCountingIds(), log: silentLog });
  return { sweeps, runs, specs, commits, clock, registry };
}

function memoryRegistry() {
  const runs = new Map<string, Run>();
  const specs = new Map<string, RecordedSweep>();
  const commits: number[] = [];
  const trials = createMemoryTrials();
  const registry = {
    ...trials,
    appendTrials: async (rows: Parameters<RunRegistry['appendTrials']>[0]) => (commits.push(rows.length), trials.appendTrials(rows)),
    create: async (run: Run, spec: RecordedSweep) => void (runs.set(run.runId, run), specs.set(run.runId, spec)),
    update: async (run: Run) => void runs.set(run.runId, run),
    get: async (runId: string) => runs.get(runId) ?? null,
    loadSweep: async (runId: string) => specs.get(runId) ?? null,
    list: async () => [...runs.values()],
    dispose: async () => {},
  } as unknown as RunRegistry;
  return { registry, runs, specs, commits };
}

async function waitFor(sweeps: Awaited<ReturnType<typeof open>>['sweeps'], sweepId: string): Promise<Sweep> {
  let last: Sweep | null = null;
  for await (const sweep of sweeps.watch(sweepId, new AbortController().signal)) last = sweep;
  if (last === null) throw new Error('nothing was watched');
  return last;
}

describe('a sweep', () => {
  it('records every trial in commits of at most 1,024 and ranks them, in grid order on demand', async () => {
    const { sweeps, runs, commits } = await open();
    const { sweepId, trials } = await sweeps.start(requestOf(), [key], always, false);
    expect(trials).toBe(1_521);
    const done = await waitFor(sweeps, sweepId);
    expect(done).toMatchObject({ status: 'done', done: 1_521, progress: 1, eventTrials: 0, failedTrials: 0 });
    expect(runs.get(sweepId)).toMatchObject({ kind: 'sweep', status: 'done' });
    expect(Math.max(...commits)).toBeLessThanOrEqual(1_024);
    const best = (await sweeps.results(sweepId, { ...ranked, limit: 3 })).results;
    expect(best[0]).toEqual(done.best);
    expect(best[0]?.sharpe ?? 0).toBeGreaterThanOrEqual(best[1]?.sharpe ?? Infinity);
    const all = (await sweeps.results(sweepId, { ...inOrder, limit: 10_000 })).results;
    expect(all.map(({ trial }) => trial)).toEqual(all.map(({ trial }) => trial).toSorted((a, b) => a - b));
    expect(all.slice(0, 2).map(({ params }) => params)).toEqual([{ fast: 2, slow: 3 }, { fast: 2, slow: 4 }]);
  });

  it.each(['grid', 'random', 'tpe'] as const)('by %s finds the same whatever the number of workers', async (search) => {
    const given = requestOf({ search, ...(search === 'grid' ? {} : { trials: 100 }) });
    const [one, four] = await Promise.all([1, 4].map(async (concurrency) => {
      const { sweeps } = await open({ jobs: inlineJobs(concurrency) });
      const { sweepId } = await sweeps.runOnBars(given, [{ symbol: 'ACME', bars }], { isEphemeral: true });
      return (await sweeps.results(sweepId, { ...ranked, limit: 10_000 })).results;
    }));
    expect(one?.length).toBe(search === 'grid' ? 1_521 : 100);
    expect(four).toEqual(one);
  });

  it.each([['grid', 1_521], ['random', 1_200], ['tpe', 100]] as const)('by %s that broke off goes on to the same ranking', async (search, trials) => {
    const given = requestOf({ search, ...(search === 'grid' ? {} : { trials }) });
    const whole = await open();
    const wholeId = (await whole.sweeps.runOnBars(given, [{ symbol: 'ACME', bars }])).sweepId;
    const kept = memoryRegistry();
    let batches = 0;
    const broken = await open({ registry: kept, jobs: inlineJobs(2, (task) => { if (task === 'sweep.run' && ++batches > (search === 'tpe' ? 5 : 1)) throw new Error('The thread ended.'); }) });
    await expect(broken.sweeps.runOnBars(given, [{ symbol: 'ACME', bars }])).rejects.toThrow('The thread ended');
    const [sweepId = ''] = kept.runs.keys();
    expect(await broken.sweeps.get(sweepId)).toMatchObject({ status: 'failed', failure: 'The thread ended.' });
    const again = await open({ registry: kept });
    const before = (await again.sweeps.get(sweepId)).done;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(trials);
    await expect(again.sweeps.resumeOnBars(sweepId, [{ symbol: 'ACME', bars: other }])).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('not the bars') });
    expect(await again.sweeps.resumeOnBars(sweepId, [{ symbol: 'ACME', bars }])).toMatchObject({ status: 'done' });
    const page = { ...ranked, limit: 10_000 };
    expect((await again.sweeps.results(sweepId, page)).results).toEqual((await whole.sweeps.results(wholeId, page)).results);
  });

  it('is estimated before it is started: how many trials, over which bars, and nothing is recorded', async () => {
    const { sweeps, runs } = await open();
    const whole = await sweeps.estimate(requestOf(), [key], always);
    expect(whole).toMatchObject({ trials: 1_521, combinations: 39 * 59, allowed: 1_521, eventPath: null, needsConfirm: false, series: [{ symbol: 'ACME', bars: 200 }] });
    expect(whole.seconds).toBeGreaterThanOrEqual(0);
    expect(await sweeps.estimate(requestOf({ search: 'random', trials: 70 }), [key], always)).toMatchObject({ trials: 70 });
    expect(await sweeps.estimate(requestOf({ strategy: 'zscore-reversion', space: { entry: { from: 1, to: 3 } }, where: undefined, search: 'random', trials: 30 }), [key], always)).toMatchObject({ trials: 30, combinations: null });
    const huge = requestOf({ space: { fast: { from: 1, to: 1_010 }, slow: { from: 1, to: 1_010 } }, where: 'fast!=slow' });
    expect(await sweeps.estimate(huge, [key], always)).toMatchObject({ needsConfirm: true });
    await expect(sweeps.estimate(requestOf({ where: 'fast<<slow' }), [key], always)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('condition') });
    expect(runs.size).toBe(0);
  });

  it('is read as a map, by its spec and trial by trial', async () => {
    const { sweeps } = await open();
    const { sweepId } = await sweeps.start(requestOf({ space: { fast: [3, 5], slow: [4, 8] } }), [key], always, false);
    await waitFor(sweeps, sweepId);
    const { results: [best] } = await sweeps.results(sweepId, ranked);
    const map = await sweeps.map(sweepId, { x: 'fast', y: 'slow', metric: null, others: 'best', fixed: null, strategy: 0, series: null });
    expect(map).toMatchObject({ status: 'done', x: { values: [3, 5] }, y: { values: [4, 8] }, trials: [1, 0, 1, 1] });
    expect(Math.max(...map.values.map((value) => value ?? -Infinity))).toBe(best?.sharpe);
    expect(map.best).toContain(best?.trial);
    expect(await sweeps.trial(sweepId, best?.trial ?? -1)).toEqual(best);
    await expect(sweeps.trial(sweepId, 77)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(sweepSpecSchema.parse(await sweeps.spec(sweepId)), 'and says nothing that the contract does not know').toMatchObject({ strategy: 'sma-cross', space: { fast: [3, 5], slow: [4, 8] }, series: [key] });
  });

  it('tries every combination on each of several series by itself', async () => {
    const { sweeps } = await open();
    const { sweepId } = await sweeps.runOnBars(requestOf({ space: { fast: [3, 5], slow: [4, 8] } }), [{ symbol: 'ACME', bars }, { symbol: 'OTHER', bars: other }], { isEphemeral: true });
    const { results } = await sweeps.results(sweepId, inOrder);
    expect(results.map(({ symbol, params }) => [symbol, params['fast'], params['slow']])).toEqual(['ACME', 'OTHER'].flatMap((symbol) => [[symbol, 3, 4], [symbol, 3, 8], [symbol, 5, 8]]));
    expect(results[0]?.return).not.toBe(results[3]?.return);
  });

  it('tries several strategies on every series, one that varies nothing once', async () => {
    const given = requestOf({
      space: { fast: [3, 5], slow: [4, 8] },
      others: [{ strategy: 'buy-and-hold', params: {}, space: {} }, { strategy: 'donchian-breakout', params: { exit: 5 }, space: { entry: [6, 9] }, where: 'entry>7' }],
    });
    const two = [{ symbol: 'ACME', bars }, { symbol: 'OTHER', bars: other }];
    const { sweeps, runs, specs } = await open();
    const done = await sweeps.runOnBars(given, two);
    expect(done).toMatchObject({ status: 'done', trials: 10, done: 10, title: 'sma-cross, buy-and-hold, donchian-breakout fast/slow on ACME, OTHER' });
    const { results } = await sweeps.results(done.sweepId, inOrder);
    expect(results.map(({ strategy, symbol, params }) => [strategy, symbol, ...Object.values(params)].join(' '))).toEqual([
      'sma-cross ACME 3 4', 'sma-cross ACME 3 8', 'sma-cross ACME 5 8', 'sma-cross OTHER 3 4', 'sma-cross OTHER 3 8', 'sma-cross OTHER 5 8',
      'buy-and-hold ACME', 'buy-and-hold OTHER', 'donchian-breakout ACME 9', 'donchian-breakout OTHER 9',
    ]);
    // Each cell is what the strategy makes by itself.
    const alone = await sweeps.runOnBars(requestOf({ strategy: 'donchian-breakout', params: { exit: 5 }, space: { entry: [9] }, where: undefined }), two);
    expect((await sweeps.results(alone.sweepId, inOrder)).results.map((one) => one.return)).toEqual(results.slice(8).map((one) => one.return));
    expect(runs.get(alone.sweepId)?.hypothesis).not.toBe(runs.get(done.sweepId)?.hypothesis);
    const byItself = (await sweeps.runOnBars(requestOf({ strategy: 'donchian-breakout', space: { entry: [9] }, where: undefined }), [{ symbol: 'X', bars: other }])).sweepId;
    expect(specs.get(done.sweepId)?.lanes?.at(-1), 'each strategy on each series counts as if it had been tried by itself').toEqual({ hypothesis: runs.get(byItself)?.hypothesis, first: 12, beyond: 14, params: { exit: 5 } });
    expect(await sweeps.map(done.sweepId, { x: 'entry', y: null, metric: 'return', others: 'best', fixed: null, strategy: 2, series: 1 })).toMatchObject({ values: [null, results[9]?.return], best: [null, results[9]?.trial] });
  });

  it('sets every strategy beside the others on every series, and lists the trials of a pair', async () => {
    const given = requestOf({ space: { fast: [3, 5], slow: [4, 8] }, others: [{ strategy: 'buy-and-hold', params: {}, space: {} }] });
    const { sweeps } = await open();
    const { sweepId } = await sweeps.runOnBars(given, [{ symbol: 'ACME', bars }, { symbol: 'OTHER', bars: other }]);
    const all = (await sweeps.results(sweepId, inOrder)).results;
    const matrix = await sweeps.matrix(sweepId, 'return');
    expect(matrix).toMatchObject({ metric: 'return', strategies: ['sma-cross', 'buy-and-hold'], series: [{ symbol: 'ACME', bars: 200 }, { symbol: 'OTHER', bars: 200 }], trials: [3, 3, 1, 1] });
    const [first = [], second = []] = [all.slice(0, 3), all.slice(3, 6)].map((of) => of.map((one) => one.return ?? 0).toSorted((a, b) => a - b));
    expect(matrix.best).toEqual([first[2], second[2], all[6]?.return, all[7]?.return]);
    expect(matrix.median, 'the one in the middle of three').toEqual([first[1], second[1], all[6]?.return, all[7]?.return]);
    expect(matrix.bestTrial.map((trial) => all.find((one) => one.trial === trial)?.return)).toEqual(matrix.best);
    expect((await sweeps.results(sweepId, { ...inOrder, strategy: 0, series: 1 })).results).toEqual(all.slice(3, 6));
    expect((await sweeps.results(sweepId, { ...inOrder, strategy: 1 })).results).toEqual(all.slice(6));
    await expect(sweeps.results(sweepId, { ...inOrder, series: 1 })).rejects.toThrow('give the place of the strategy');
    await expect(sweeps.results(sweepId, { ...inOrder, strategy: 2 })).rejects.toThrow('has 2 strategies');
    await expect(sweeps.results(sweepId, { ...inOrder, strategy: 0, series: 2 })).rejects.toThrow('has 2 series');
  });

  it.each(['grid', 'random', 'tpe'] as const)('over several strategies by %s that broke off goes on to the same ranking', async (search) => {
    const given = requestOf({ search, ...(search === 'grid' ? {} : { trials: 40 }), space: { fast: { from: 2, to: 9 }, slow: { from: 10, to: 19 } }, others: [{ strategy: 'buy-and-hold', params: {}, space: {} }, { strategy: 'donchian-breakout', params: {}, space: { entry: { from: 2, to: 60 } } }] });
    const two = [{ symbol: 'ACME', bars }, { symbol: 'OTHER', bars: other }];
    const whole = await open();
    const wholeId = (await whole.sweeps.runOnBars(given, two)).sweepId;
    const kept = memoryRegistry();
    let batches = 0;
    const broken = await open({ registry: kept, jobs: inlineJobs(2, (task) => { if (task === 'sweep.run' && ++batches > 4) throw new Error('The thread ended.'); }) });
    await expect(broken.sweeps.runOnBars(given, two)).rejects.toThrow('The thread ended');
    const [sweepId = ''] = kept.runs.keys();
    const again = await open({ registry: kept });
    const { done, trials } = await again.sweeps.get(sweepId);
    expect(done > 0 && done < trials).toBe(true);
    expect(await again.sweeps.resumeOnBars(sweepId, two)).toMatchObject({ status: 'done', done: trials });
    const page = { ...ranked, limit: 10_000 };
    expect((await again.sweeps.results(sweepId, page)).results).toEqual((await whole.sweeps.results(wholeId, page)).results);
  });

  it('is held and goes on, and is stopped for good; what was tried stays', async () => {
    let release = (): void => {};
    let held = new Promise<void>((resolve) => (release = resolve));
    const { sweeps, runs } = await open({ jobs: inlineJobs(1, (task) => (task === 'sweep.run' ? held : undefined)) });
    const { sweepId } = await sweeps.start(requestOf({ space: { fast: { from: 2, to: 60 }, slow: { from: 2, to: 120 } } }), [key], always, false);
    expect(await sweeps.pause(sweepId)).toMatchObject({ status: 'paused' });
    release();
    await expect.poll(() => runs.get(sweepId)?.status).toBe('paused');
    held = Promise.resolve();
    await sweeps.resume(sweepId);
    expect(await waitFor(sweeps, sweepId)).toMatchObject({ status: 'done', done: 5_251 });
    expect(await sweeps.cancel(sweepId)).toMatchObject({ status: 'done' });
    await expect(sweeps.pause(sweepId)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('is done') });
    held = new Promise<void>((resolve) => (release = resolve));
    const second = await sweeps.start(requestOf(), [key], always, false);
    await sweeps.cancel(second.sweepId);
    release();
    expect(await waitFor(sweeps, second.sweepId)).toMatchObject({ status: 'cancelled', failure: expect.stringContaining('what was tried is kept') });
  });

  it('counts towards the hypothesis of a backtest over the same bars', async () => {
    const { sweeps, runs, specs } = await open();
    const { sweepId } = await sweeps.runOnBars(requestOf({ space: { fast: [3], slow: [5] } }), [{ symbol: 'ANY', bars }]);
    const stored = await sweeps.start(requestOf({ space: { fast: [4], slow: [5] } }), [key], always, false);
    await waitFor(sweeps, stored.sweepId);
    expect(runs.get(sweepId)?.hypothesis).toBe(runs.get(stored.sweepId)?.hypothesis);
    expect(specs.get(stored.sweepId)?.series).toEqual([key]);
  });

  it.each([
    [{ space: {} }, 'nothing to vary'], [{ space: { fats: [3] } }, 'did you mean fast'], [{ where: 'fast>100' }, 'No combination'], [{ strategy: 'sma-corss' }, 'did you mean sma-cross'],
    [{ settings: backtestSettingsSchema.parse({ conversion: 'value' }) }, 'no rates were given'],
    [{ trials: 5 }, 'leave the number of trials out'], [{ search: 'tpe', trials: 20_000 }, 'at most 10,000'], [{ space: { fast: { from: 1, to: 9_000 }, slow: { from: 1, to: 9_000 } } }, '81,000,000 combinations'],
    [{ space: { fast: { from: 1, to: 1_500 }, slow: { from: 1, to: 1_500 } }, where: 'fast != slow' }, 'confirm that it is meant'], [{ params: { fast: 5 } }, 'varied and fixed'], [{ strategy: 'pairs-cointegration', space: { lookback: [60] }, where: undefined }, 'trades exactly 2 symbols'],
  ] as const)('that can never run is refused in a sentence and not recorded: %j', async (given, words) => {
    const { sweeps, runs } = await open();
    await expect(sweeps.start(requestOf(given as Partial<SweepRequest>), [key], always, false)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(words) });
    expect(runs.size).toBe(0);
  });

  it('that is recorded nowhere is kept in memory, and refused where that is too much', async () => {
    const { sweeps } = await open();
    const huge = requestOf({ space: { fast: { from: 1, to: 1_010 }, slow: { from: 1, to: 1_010 } }, where: undefined });
    await expect(sweeps.runOnBars(huge, [{ symbol: 'ACME', bars }], { isEphemeral: true, isConfirmed: true })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('leave --ephemeral out') });
  });

  it('that nobody knows is not found', async () => {
    const { sweeps } = await open();
    for (const call of [sweeps.get('x'), sweeps.results('x', ranked), sweeps.cancel('x'), sweeps.resume('x')]) await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
