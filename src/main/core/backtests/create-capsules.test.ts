import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema, type BacktestResult, type BacktestSettings } from '../../../contract/model/backtest.ts';
import type { BarColumns } from '../../../contract/model/bar.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import type { Run } from '../../../contract/model/run.ts';
import type { StrategyCode } from '../../../contract/model/strategy.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { SimMarket } from '../../../quant/sim-market/index.ts';
import type { TaskContext, TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { createMemoryBarStore } from '../../adapters/store/index.ts';
import { tasks } from '../../workers/compute/tasks.ts';
import type { BarFiles } from '../data/index.ts';
import type { JobOutcome, JobPort } from '../jobs/index.ts';
import { createStrategies } from '../strategies/index.ts';
import { AppError, createCountingIds, silentLog } from '../kernel/index.ts';
import { createBacktests } from './create-backtests.ts';
import { createCapsules } from './create-capsules.ts';
import { createMicroscope } from './create-microscope.ts';
import { createMemoryTrials } from './memory-trials.ts';
import type { RecordedSpec, RunRegistry } from './ports.ts';

const dayMs = 86_400_000;
const key = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1d') };
const always = { fromMs: null, toMs: null };
const barsOf = (seed: number, id = 'SIM:ACME', count = 200): BarColumns => new SimMarket(seed).bars(instrumentId(id), dayMs, Date.UTC(2025, 0, 1), count);

const jobs: JobPort = {
  concurrency: 1,
  dispose: async () => {},
  async run<K extends TaskName>(task: K, input: TaskInput<K>): Promise<JobOutcome<TaskOutput<K>>> {
    try {
      return { ok: true, value: (tasks[task] as (input: TaskInput<K>, context: TaskContext) => TaskOutput<K>)(input, { progress: () => {} }) };
    } catch (error) {
      return { ok: false, error: { reason: 'failed', message: error instanceof Error ? error.message : String(error) } };
    }
  },
};

function memoryRegistry(): RunRegistry {
  const runs = new Map<string, Run>();
  const saved = new Map<string, Uint8Array>();
  const specs = new Map<string, RecordedSpec>();
  return {
    create: async (run, spec) => void (runs.set(run.runId, run), specs.set(run.runId, spec as RecordedSpec)),
    update: async (run) => void runs.set(run.runId, run),
    saveResult: async (runId, body) => void saved.set(runId, body),
    loadResult: async (runId) => JSON.parse(new TextDecoder().decode(saved.get(runId))) as BacktestResult,
    loadResultBody: async (runId) => saved.get(runId) ?? null,
    annotate: async () => Promise.reject(new Error('Nobody writes about these runs.')),
    loadSpec: async (runId) => specs.get(runId) ?? null,
    get: async (runId) => runs.get(runId) ?? null,
    list: async () => [...runs.values()],
    ...createMemoryTrials(),
    loadSweep: async () => null,
    countTrials: async () => runs.size,
    dispose: async () => {},
  };
}

/** A computer of its own: what it stores no other one has. */
async function computer(bars?: BarColumns, files?: Pick<BarFiles, 'read'>) {
  const store = createMemoryBarStore();
  if (bars !== undefined) await store.append(key, bars, { isKept: true, onConflict: 'refuse' });
  const registry = memoryRegistry();
  const deps = { jobs, registry, bars: store, clock: createManualClock(1_000), ids: createCountingIds(), log: silentLog, ...(files === undefined ? {} : { files }) };
  const backtests = createBacktests(deps);
  return { store, registry, backtests, capsules: createCapsules(deps, backtests), microscope: createMicroscope(deps, backtests) };
}

async function finish({ backtests }: Awaited<ReturnType<typeof computer>>, changes: Partial<BacktestSettings> = {}, strategy = 'sma-cross', code?: StrategyCode): Promise<string> {
  const run = await backtests.start({ strategy, params: {}, settings: backtestSettingsSchema.parse(changes), ...(code === undefined ? {} : { code }) }, [key], always);
  for await (const _ of backtests.watch(run.runId, new AbortController().signal));
  return run.runId;
}

const textOf = (body: Uint8Array): string => new TextDecoder().decode(new Uint8Array(body));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** The capsule with something changed in it by hand. */
const change = (body: Uint8Array, edit: (capsule: { head: { spec: BacktestResult['spec']; code?: StrategyCode; outcome: { finalEquity: number } }; seal: string; series: { close: number[]; volume: number[]; time: number[] }[] }) => void): Uint8Array => {
  const capsule = JSON.parse(textOf(body)) as Parameters<typeof edit>[0];
  edit(capsule);
  return bytesOf(JSON.stringify(capsule));
};

async function capsuleOf(seed = 5, changes: Partial<BacktestSettings> = {}): Promise<Uint8Array> {
  const here = await computer(barsOf(seed));
  return (await here.capsules.exportWhole(await finish(here, changes))).body;
}

describe('a capsule', () => {
  it('gives the same bytes on another computer, on 20 seeds of the simulated market', async () => {
    const strategies = ['sma-cross', 'bollinger-limit', 'donchian-breakout', 'sma-cross-bracket'] as const;
    for (let seed = 1; seed <= 20; seed++) {
      const here = await computer(barsOf(seed));
      const runId = await finish(here, { commissionRate: 0.001, closeAtEnd: seed % 2 === 0, profile: seed % 3 === 0 ? 'backtesting.py' : 'tapedeck' }, strategies[seed % 4]);
      const { body, name } = await here.capsules.exportWhole(runId);
      const there = await computer();
      const check = await there.capsules.verify(body);
      expect(check.verdict, `seed ${seed}: ${check.message}`).toBe('same');
      expect(check.found).toEqual(check.expected);
      expect(check.expected.hash).toBe((await here.backtests.get(runId)).resultHash);
      expect(name).toMatch(/^[a-z0-9.-]+-on-ACME\.capsule\.json$/);
    }
  });

  it('names a changed candle by series, time and column', async () => {
    const body = await capsuleOf();
    const there = await computer();
    const time = new Date(barsOf(5).time[57] ?? 0).toISOString().replace('.000Z', 'Z');
    const check = await there.capsules.verify(change(body, ({ series: [bars] }) => { if (bars !== undefined) bars.close[57] = 123.45; }));
    expect(check).toMatchObject({ verdict: 'changed-bars', found: null, changedCount: 1, changed: [{ symbol: 'ACME', part: 'bars', bar: 57, timeMs: Date.parse(time), column: 'close', value: 123.45 }] });
    expect(check.message).toBe(`The candle of ACME at ${time} has a close that was changed to 123.45 after the capsule was exported.`);
    const smallest = await there.capsules.verify(change(body, ({ series: [bars] }) => { if (bars !== undefined) bars.volume[199] = (bars.volume[199] ?? 0) * (1 + 2 ** -52); }));
    expect(smallest.changed, 'the last bit of the last value').toMatchObject([{ bar: 199, column: 'volume' }]);
    const two = await there.capsules.verify(change(body, ({ series: [bars] }) => { if (bars !== undefined) { bars.close[3] = 1; bars.volume[8] = 2; } }));
    expect(two.message).toContain('; 2 values of the bars were changed in all.');
    const cut = await there.capsules.verify(change(body, ({ series: [bars] }) => { if (bars !== undefined) for (const column of Object.values(bars)) if (Array.isArray(column)) column.pop(); }));
    expect(cut).toMatchObject({ verdict: 'changed-bars', changed: expect.arrayContaining([expect.objectContaining({ bar: 199, column: 'close', value: null })]) as unknown });
  });

  it('says in one sentence that it is cut short, no capsule, or of another making', async () => {
    const body = await capsuleOf();
    const { capsules } = await computer();
    const refused = async (bytes: Uint8Array): Promise<string> => capsules.verify(bytes).then(() => 'taken', (error: unknown) => (error instanceof AppError ? `${error.code} ${error.message}` : 'no words'));
    for (const share of [0.1, 0.5, 0.99]) expect(await refused(body.slice(0, Math.floor(body.length * share)))).toBe('INVALID_INPUT This is no whole capsule: it is cut short or no JSON. Have it exported again.');
    expect(await refused(bytesOf(''))).toContain('cut short');
    expect(await refused(bytesOf('{"a":1}'))).toContain('it does not say that it is one');
    expect(await refused(bytesOf(textOf(body).replace('"version": 1', '"version": 2')))).toContain('it is of making 2 and this Tapedeck reads making 1');
    expect(await refused(change(body, (capsule) => { capsule.series = []; }))).toContain('it has bars of 0 series and its run saw 1');
    expect(await refused(bytesOf(textOf(body).replace('"open":[', '"open":["x",')))).toContain('value 0 of open of ACME is no number');
    expect(await refused(bytesOf(textOf(body).replace('"cash": 10000', '"cash": -1')))).toContain('head.spec.settings.cash');
  });

  it('says that what it says of its run was changed, and that another engine made it', async () => {
    const body = await capsuleOf();
    const { capsules } = await computer();
    const costs = await capsules.verify(change(body, ({ head }) => { head.spec.settings.commissionRate = 0.01; }));
    expect(costs).toMatchObject({ verdict: 'changed-terms', found: null });
    const result = await capsules.verify(change(body, ({ head }) => { head.outcome.finalEquity += 1; }));
    expect(result.verdict).toBe('changed-terms');
    const foreign = await capsules.verify(await asVersion(body, '2'));
    expect(foreign).toMatchObject({ verdict: 'other-engine', found: null });
    expect(foreign.message).toBe(`The capsule was made by version 2 of the engine and this is version ${engineVersion}, which may fill differently; use a Tapedeck with that version.`);
  });

  it('carries what somebody wrote, and notices when it was changed', async () => {
    const source = createStrategies({ jobs }).explain('Strategy "dip".\nLet mean be sma (timePeriod 5).\nWhen nothing is held and the close is below mean, buy.\nWhen the close is above mean, close.').json;
    const code = { kind: 'rules', file: 'dip.json', source } as const;
    const here = await computer(barsOf(5));
    const { body } = await here.capsules.exportWhole(await finish(here, {}, 'dip.json', code));
    const { capsules } = await computer();
    expect(await capsules.verify(body)).toMatchObject({ verdict: 'same' });
    const changed = await capsules.verify(change(body, ({ head }) => { if (head.code !== undefined) Object.assign(head.code, { source: source.replaceAll('5', '6') }); }));
    expect(changed).toMatchObject({ verdict: 'changed-code', found: null, message: "The strategy's code is not the code that was exported as dip.json; have the capsule exported again." });
  });

  it('carries finer bars and the rates of another currency, and names what was changed in them', async () => {
    const hours = new SimMarket(5).bars(instrumentId('SIM:ACME'), 3_600_000, Date.UTC(2025, 0, 1), 600);
    const [days, rates] = [foldDays(hours), { bars: { ...barsOf(2, 'SIM:VOLT', 400), time: Float64Array.from({ length: 400 }, (_, i) => (hours.time[0] ?? 0) + (i - 100) * dayMs) }, isInverted: true }];
    const files: Pick<BarFiles, 'read'> = { read: async (path) => ({ ok: true, value: { bars: path === 'days' ? days : path === 'hours' ? hours : rates.bars, fileHash: '', size: 1, columns: {}, spacing: null, warnings: [], warningCount: 0 } }) };
    const here = await computer(undefined, files);
    const settings = backtestSettingsSchema.parse({ intrabar: 'magnify', cash: 1e6 });
    const { runId } = await here.backtests.runOnBars({ strategy: 'sma-cross-bracket', params: { fast: 2, slow: 4 }, settings }, [{ symbol: 'ACME', bars: days, finer: hours, rates }], { files: ['days', 'hours', 'rates'].map((path) => ({ path, options: {} })) });
    const { body } = await here.capsules.exportWhole(runId ?? '');
    const { capsules } = await computer();
    expect(await capsules.verify(body)).toMatchObject({ verdict: 'same', spec: { data: [{ finerFingerprint: expect.any(String) as unknown, rates: { isInverted: true } }] } });
    const changed = await capsules.verify(change(body, ({ series: [one] }) => { const { rates: held } = one as unknown as { rates: { close: number[] } }; held.close[9] = 7; }));
    expect(changed.changed).toMatchObject([{ symbol: 'ACME', part: 'rates', bar: 9, column: 'close', value: 7 }]);
    expect(changed.message).toContain('(of its rates) has a close that was changed to 7');
    const without = change(body, ({ series: [one] }) => { delete (one as unknown as { finer?: unknown }).finer; });
    await expect(capsules.verify(without)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'This is no whole capsule: it has no finer bars of ACME, which its run saw. Have it exported again.' });
  });

  it('names no place, no run and no computer', async () => {
    const files: Pick<BarFiles, 'read'> = { read: async () => ({ ok: true, value: { bars: barsOf(8), fileHash: '', size: 1, columns: {}, spacing: null, warnings: [], warningCount: 0 } }) };
    const here = await computer(undefined, files);
    const path = '/home/somebody/secret place/ACME.csv';
    const { runId } = await here.backtests.runOnBars({ strategy: 'sma-cross', params: {}, settings: backtestSettingsSchema.parse({}) }, [{ symbol: 'ACME', bars: barsOf(8) }], { files: [{ path, options: {} }] });
    const text = textOf((await here.capsules.exportWhole(runId ?? '')).body);
    expect(text).not.toMatch(/somebody|secret|run-\d|\/home/);
    expect(text).toContain('"symbol": "ACME"');
  });

  it('comes in pieces that make the whole', async () => {
    const here = await computer(barsOf(5));
    const runId = await finish(here);
    const { body } = await here.capsules.exportWhole(runId);
    const first = await here.capsules.exportPiece(runId, 0);
    expect([first.offset, first.size]).toEqual([0, body.length]);
    expect(textOf(first.data)).toBe(textOf(body).slice(0, first.data.length));
    await expect(here.capsules.exportPiece(runId, body.length)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('is not made of a run that is not there, whose bars are gone, or that another engine made', async () => {
    const here = await computer(barsOf(5));
    await expect(here.capsules.exportWhole('run-9')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const runId = await finish(here);
    await here.store.remove(key);
    await expect(here.capsules.exportWhole(runId)).rejects.toMatchObject({ code: 'NOT_FOUND', message: `The bars of ACME that run ${runId} saw are not stored (any more); import them first.` });
    const spec = await here.registry.loadSpec(runId);
    Object.assign(spec ?? {}, { engineVersion: '1' });
    await expect(here.capsules.exportWhole(runId)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(here.microscope.moment(runId, {})).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

/** Days out of hours. */
function foldDays({ time, open, high, low, close, volume }: BarColumns): BarColumns {
  const days = Map.groupBy(time.keys(), (i) => Math.floor((time[i] ?? 0) / dayMs));
  const column = (pick: (hours: readonly number[]) => number): Float64Array => Float64Array.from(days.values(), pick);
  const at = (values: Float64Array, i: number | undefined): number => values[i ?? 0] ?? 0;
  return {
    time: Float64Array.from(days.keys(), (day) => day * dayMs), open: column((hours) => at(open, hours[0])), close: column((hours) => at(close, hours.at(-1))),
    high: column((hours) => Math.max(...hours.map((i) => at(high, i)))), low: column((hours) => Math.min(...hours.map((i) => at(low, i)))), volume: column((hours) => hours.reduce((sum, i) => sum + at(volume, i), 0)),
  };
}

/** A capsule as another version of the engine would have sealed it. */
async function asVersion(body: Uint8Array, version: string): Promise<Uint8Array> {
  const capsule = JSON.parse(textOf(body)) as { head: never; series: { symbol: string }[] };
  const head = { ...(capsule.head as object), spec: { ...(capsule.head as { spec: object }).spec, engineVersion: version } };
  const outcome = await jobs.run('capsule.write', { head: head as never, series: [{ symbol: 'ACME', bars: barsOf(5) }] });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

describe('the microscope over recorded runs', () => {
  it('opens a run once and shows any moment of it', async () => {
    const here = await computer(barsOf(5));
    const runId = await finish(here, { commissionRate: 0.001 });
    const result = await here.backtests.result(runId);
    const last = await here.microscope.moment(runId, { index: 199 });
    expect(last).toMatchObject({ runId, index: 199, count: 200, equity: result.equity.value[199] });
    const [fill] = result.fills;
    const moment = await here.microscope.moment(runId, { timeMs: (fill?.timeMs ?? 0) + 1 });
    expect(moment.events.find(({ kind }) => kind === 'fill')).toMatchObject({ symbol: 'ACME', fill: { side: fill?.side, size: fill?.size, price: fill?.price } });
    expect(moment.symbols[0]?.indicators.map(({ name }) => name)).toEqual(['fast', 'slow']);
    await expect(here.microscope.moment(runId, { index: 200 })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: `Run ${runId} has 200 moments, counted from 0; there is none with the number 200.` });
    await expect(here.microscope.moment('run-9', {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('compares two runs, also of two profiles', async () => {
    const here = await computer(barsOf(5));
    const [a, b] = [await finish(here, { commissionRate: 0.001 }), await finish(here, { commissionRate: 0.001, profile: 'backtesting.py' })];
    const comparison = await here.microscope.compare(a, b, { from: 0, limit: 1_000, onlyDifferent: true });
    expect(comparison).toMatchObject({ a: { runId: a, profile: 'tapedeck' }, b: { runId: b, profile: 'backtesting.py' }, isSame: false, settings: [{ name: 'profile', a: 'tapedeck', b: 'backtesting.py' }] });
    expect(Object.values(comparison.parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(comparison.gap, 9);
    expect(comparison.gap).toBeCloseTo(comparison.b.profit - comparison.a.profit, 9);
    expect(comparison.trades.every(({ causes }) => causes.length > 0)).toBe(true);
  });
});
