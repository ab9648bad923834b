import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { backtestSettingsSchema, type BacktestResult } from '../../../contract/model/backtest.ts';
import { crossValidationRequestSchema } from '../../../contract/model/cross-validation.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { sweepRequestSchema, type SweepTrial } from '../../../contract/model/sweep.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import { walkForwardRequestSchema } from '../../../contract/model/walk-forward.ts';
import { SimMarket } from '../../../quant/sim-market/index.ts';
import { wholeWalkForward } from '../../../quant/sweep/read-walk-forward.ts';
import type { TaskContext, TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { createMemoryBarStore, openRunRegistry } from '../../adapters/store/index.ts';
import { tasks } from '../../workers/compute/tasks.ts';
import type { JobOutcome, JobPort } from '../jobs/index.ts';
import { createCountingIds, silentLog } from '../kernel/index.ts';
import { createBacktests } from './create-backtests.ts';
import { createCapsules } from './create-capsules.ts';
import { createSweeps } from './create-sweeps.ts';
import { createWalkForwards } from './create-walk-forwards.ts';
import { createCrossValidations } from './cross-validations.ts';
import { createRobustness } from './robustness.ts';

// A stock in another currency, with a split and dividends: what a backtest over it comes to, everything else that runs it comes to.

const day = 86_400_000;
const firstMs = Date.UTC(2025, 0, 1);
const keyOf = (id: string) => ({ instrumentId: instrumentId(id), timeframe: timeframe('1d') });
const [stock, euro, domestic] = [keyOf('FILE:ACME'), keyOf('FILE:EURUSD'), keyOf('FILE:HOME')];
const bars = new SimMarket(5).bars(instrumentId('SIM:ACME'), day, firstMs, 240);
const rateBars = new SimMarket(6).bars(instrumentId('SIM:VOLT'), day, firstMs, 300);
const dateOf = (bar: number): string => new Date(bars.time[bar] ?? 0).toISOString().slice(0, 10);
const actions = [{ date: dateOf(60), type: 'dividend' as const, value: 1.5 }, { date: dateOf(120), type: 'split' as const, value: 2 }, { date: dateOf(180), type: 'dividend' as const, value: 0.8 }];
const extras = { rates: [{ of: stock.instrumentId, series: euro, isInverted: true }], actions: [{ of: stock.instrumentId, actions }] };
const settings = backtestSettingsSchema.parse({ commissionRate: 0.001, fractional: true, exclusive: true, conversion: 'value', size: { kind: 'fraction', fraction: 0.3 } });
const params = { fast: 5, slow: 20 };
const request = { strategy: 'sma-cross', params, settings, ...extras };
const grid = { strategy: 'sma-cross', settings, space: { fast: [3, 5], slow: [20] } };
const always = { fromMs: null, toMs: null };

const folder = mkdtempSync(join(tmpdir(), 'tapedeck-rates-'));
const registry = openRunRegistry(folder, { mode: 'shared' });
afterAll(async () => {
  await registry.dispose();
  rmSync(folder, { recursive: true });
});
const jobs: JobPort = {
  concurrency: 1, dispose: async () => {},
  async run<K extends TaskName>(task: K, input: TaskInput<K>): Promise<JobOutcome<TaskOutput<K>>> {
    try {
      return { ok: true, value: (tasks[task] as (input: TaskInput<K>, context: TaskContext) => TaskOutput<K>)(input, { progress: () => {} }) };
    } catch (error) {
      return { ok: false, error: { reason: 'failed', message: (error as Error).message } };
    }
  },
};
const store = createMemoryBarStore();
for (const [key, columns] of [[stock, bars], [euro, rateBars], [domestic, bars]] as const) await store.append(key, columns, { isKept: true, onConflict: 'refuse' });
const deps = { jobs, registry, bars: store, clock: createManualClock(epochMs(1_000)), ids: createCountingIds(), log: silentLog };
const backtests = createBacktests(deps);
const sweeps = createSweeps(deps);
const never = new AbortController().signal;

async function runStored(more: object = {}, toMs: EpochMs | null = null): Promise<BacktestResult & { runId: string }> {
  const { runId } = await backtests.start({ ...request, ...more }, [stock], { fromMs: null, toMs });
  for await (const run of backtests.watch(runId, never)) if (run.status === 'failed') throw new Error(run.failure ?? '');
  return { ...(await backtests.result(runId)), runId };
}

async function sweepStored(more: object, keys = [stock]): Promise<readonly SweepTrial[]> {
  const { sweepId } = await sweeps.start({ ...sweepRequestSchema.parse(grid), ...more }, keys, always, false);
  for await (const sweep of sweeps.watch(sweepId, never)) if (sweep.status === 'failed') throw new Error(sweep.failure ?? '');
  return (await sweeps.results(sweepId, { isRanked: false, metric: null, offset: 0, limit: 10 })).results;
}

const figuresOf = ({ metrics }: Pick<BacktestResult, 'metrics'>) =>
  ({ return: metrics['totalReturn'], maxDrawdown: metrics['maxDrawdown'], sharpe: metrics['sharpe'], trades: Number(metrics['trades']) + Number(metrics['openTrades']) });

describe('a series in another currency, with dividends and a split', () => {
  it('has in a sweep the very figures of its backtest, and another one without rates or actions', async () => {
    const [run, bare] = [await runStored(), await runStored({ rates: undefined, actions: undefined, settings: { ...settings, conversion: undefined } })];
    const [, trial] = await sweepStored(extras);
    expect(trial).toMatchObject({ params: { fast: 5, slow: 20 }, ...figuresOf(run) });
    expect(trial?.return).not.toBe(figuresOf(bare).return);
    expect(await sweeps.estimate({ ...sweepRequestSchema.parse(grid), ...extras }, [stock], always)).toMatchObject({ trials: 2, eventPath: 'the currency of ACME is converted' });
  });

  it('is swept beside one in the currency of the account, each as if it were alone', async () => {
    const trials = await sweepStored(extras, [stock, domestic]);
    const { sweepId } = await sweeps.runOnBars(sweepRequestSchema.parse({ ...grid, settings: { ...settings, conversion: undefined } }), [{ symbol: 'HOME', bars }]);
    const alone = (await sweeps.results(sweepId, { isRanked: false, metric: null, offset: 0, limit: 10 })).results;
    expect(trials.slice(0, 2).map(({ return: growth }) => growth)).toEqual((await sweepStored(extras)).map(({ return: growth }) => growth));
    expect(trials.slice(2).map(({ return: growth }) => growth)).toEqual(alone.map(({ return: growth }) => growth));
  });

  it('goes on in a sweep only over the same rates and actions', async () => {
    const given = { symbol: 'ACME', bars, rates: { bars: rateBars, isInverted: true }, actions };
    const { sweepId } = await sweeps.runOnBars(sweepRequestSchema.parse(grid), [given]);
    expect(await sweeps.resumeOnBars(sweepId, [{ ...given, symbol: 'RENAMED' }])).toMatchObject({ status: 'done' });
    const changed = { ...rateBars, close: rateBars.close.map((close, i) => (i === 9 ? close * 1.01 : close)) };
    for (const other of [{ ...given, rates: { bars: changed, isInverted: true } }, { ...given, actions: actions.slice(1) }, { symbol: 'ACME', bars }]) {
      await expect(sweeps.resumeOnBars(sweepId, [other])).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('240 bars with rates with actions') });
    }
    const [stored] = await sweeps.list(1);
    expect(await sweeps.spec(stored?.sweepId ?? '')).not.toHaveProperty('rateKeys');
  });

  it('has in the windows of a walk-forward the figures of a backtest over the same bars', async () => {
    const walks = createWalkForwards(deps);
    const asked = walkForwardRequestSchema.parse({ ...grid, space: { fast: [5], slow: [20] }, train: 120, test: 60, anchored: true });
    const { runId } = await walks.start({ ...asked, ...extras }, stock, always);
    for await (const run of walks.watch(runId, never)) if (run.status === 'failed') throw new Error(run.failure ?? '');
    const { folds, metrics } = await walks.result(runId, wholeWalkForward);
    const upTo = await runStored({}, epochMs(bars.time[120] ?? 0));
    for (const name of ['totalReturn', 'maxDrawdown', 'sharpe', 'trades', 'openTrades', 'winRate', 'finalEquity']) expect([name, folds[0]?.inSample[name]]).toEqual([name, upTo.metrics[name]]);
    const worth = (bar: number): number => (bars.close[bar] ?? NaN) / (rateBars.close[rateBars.time.indexOf(bars.time[bar] ?? NaN)] ?? NaN);
    expect(folds[0]?.inSample['buyAndHoldReturn'], 'held in the currency of the account').toBeCloseTo(worth(119) / worth(0) - 1, 12);
    const bare = await walks.runOnBars(walkForwardRequestSchema.parse({ ...asked, settings: { ...settings, conversion: undefined } }), { symbol: 'ACME', bars }, { isEphemeral: true });
    expect(metrics['finalEquity']).not.toBe(bare.metrics['finalEquity']);
  });

  it('has on each path of a cross-validation of one combination what its backtest earned', async () => {
    const asked = crossValidationRequestSchema.parse({ ...grid, space: { fast: [5], slow: [20] }, groups: 4, testGroups: 1 });
    const found = await createCrossValidations(deps).run({ ...asked, ...extras }, stock, always);
    const { metrics } = await runStored();
    expect(found.paths.length).toBeGreaterThan(0);
    for (const path of found.paths) expect(path.return).toBeCloseTo(Number(metrics['totalReturn']), 10);
    expect(found.data).toMatchObject([{ rates: { isInverted: true }, actions }]);
  });

  it('is put under stress as it was run', async () => {
    const run = await runStored();
    const robustness = createRobustness(deps, backtests);
    const { base, costs, delays } = await robustness.stress(run.runId, { costFactors: [1, 5], delays: [1], noise: { deviation: 0.01, paths: 1 }, jitter: { share: 0.1, paths: 1 }, seed: 1 });
    expect(base).toMatchObject(figuresOf(run));
    expect(costs.map(({ return: growth }) => growth === base.return)).toEqual([true, false]);
    expect(delays?.[0]?.return).not.toBe(base.return);
  });

  it('is held against holding it in the currency of the account', async () => {
    const run = await runStored();
    const { curve } = await backtests.report(run.runId, { points: 1_000, tradesFrom: 0, tradesLimit: 0 });
    expect((curve.benchmark?.at(-1) ?? 0) / settings.cash - 1).toBeCloseTo(Number(run.metrics['buyAndHoldReturn']), 9);
    expect(new Set(curve.benchmark).size, 'it is no flat line').toBeGreaterThan(100);
  });

  it('is proven by its capsule elsewhere, which names a changed rate', async () => {
    const run = await runStored();
    const here = createCapsules(deps, backtests);
    const { body } = await here.exportWhole(run.runId);
    const elsewhere = createCapsules({ ...deps, bars: createMemoryBarStore() }, backtests);
    expect(await elsewhere.verify(body)).toMatchObject({ verdict: 'same', expected: { hash: run.hash }, found: { hash: run.hash } });
    const capsule = JSON.parse(new TextDecoder().decode(Uint8Array.from(body))) as { series: { rates: { close: number[] } }[] };
    (capsule.series[0] as { rates: { close: number[] } }).rates.close[7] = 3;
    expect(await elsewhere.verify(new TextEncoder().encode(JSON.stringify(capsule)))).toMatchObject({ verdict: 'changed-bars', changedCount: 1, changed: [{ symbol: 'ACME', part: 'rates', bar: 7, column: 'close', value: 3 }] });
  });

  it('is refused in words where rates are of another series, or the way to convert is said without any', async () => {
    const request = sweepRequestSchema.parse(grid);
    await expect(sweeps.start({ ...request, rates: [{ of: euro.instrumentId, series: euro, isInverted: false }] }, [stock], always, false)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('which is no series of the run') });
    await expect(sweeps.start(request, [stock], always, false)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('no rates were given') });
    await expect(sweeps.runOnBars(sweepRequestSchema.parse({ ...grid, settings: { ...settings, profile: 'backtrader', conversion: undefined } }), [{ symbol: 'A', bars, rates: { bars: rateBars, isInverted: false } }])).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('knows one currency') });
  });
});
