import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema, type BacktestResult } from '../../../contract/model/backtest.ts';
import { instrumentId, type Instrument } from '../../../contract/model/instrument.ts';
import type { Run } from '../../../contract/model/run.ts';
import { timeframe, timeframeMs } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { SimMarket } from '../../../quant/sim-market/index.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { createMemoryBarStore } from '../../adapters/store/index.ts';
import type { BacktestRunInput, BacktestRunOutput } from '../../../quant/engine/task.ts';
import type { TaskContext, TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';
import { tasks } from '../../workers/compute/tasks.ts';
import type { JobOptions, JobOutcome, JobPort } from '../jobs/index.ts';
import { createCountingIds, silentLog } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import { createBacktests } from './create-backtests.ts';
import { hashJson } from './hash-json.ts';
import { createMemoryTrials } from './memory-trials.ts';
import type { RecordedSpec, RunRegistry } from './ports.ts';

const bars = new SimMarket(5).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2025, 0, 1), 300);
const key = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1d') };
const otherVenue = { ...key, instrumentId: instrumentId('SIM:ACME') };
const request = { strategy: 'sma-cross', params: { fast: 5 }, settings: backtestSettingsSchema.parse({}) };
const always = { fromMs: null, toMs: null };

/** A registry in memory that also remembers the order of what it was told. */
function memoryRegistry() {
  const runs = new Map<string, Run>();
  const saved = new Map<string, Uint8Array>();
  const specs = new Map<string, RecordedSpec>();
  const told: string[] = [];
  const registry: RunRegistry = {
    create: async (run, spec) => void (told.push(`create ${run.status}`), runs.set(run.runId, run), specs.set(run.runId, spec as RecordedSpec)),
    update: async (run) => void (told.push(`update ${run.status}`), runs.set(run.runId, run)),
    saveResult: async (runId, body) => void (told.push('result'), saved.set(runId, body)),
    loadResult: async (runId) => JSON.parse(new TextDecoder().decode(saved.get(runId))) as BacktestResult,
    loadResultBody: async (runId) => saved.get(runId) ?? null,
    loadSpec: async (runId) => specs.get(runId) ?? null,
    get: async (runId) => runs.get(runId) ?? null,
    list: async () => [...runs.values()],
    annotate: async () => Promise.reject(new Error('Nobody writes about these runs.')),
    ...createMemoryTrials(),
    loadSweep: async () => null,
    countTrials: async () => runs.size,
    dispose: async () => {},
  };
  return { registry, runs, told, saved };
}

/** Computes at once, here; `hold` lets a test decide when the job ends. */
function inlineJobs(hold?: Promise<void>): JobPort {
  return {
    concurrency: 1,
    dispose: async () => {},
    async run<K extends TaskName>(task: K, input: TaskInput<K>, options?: JobOptions): Promise<JobOutcome<TaskOutput<K>>> {
      options?.onProgress?.(0.5);
      const cancelled = new Promise<'cancelled'>((resolve) => {
        if (options?.signal?.aborted === true) resolve('cancelled');
        options?.signal?.addEventListener('abort', () => resolve('cancelled'));
      });
      if (hold !== undefined && (await Promise.race([hold, cancelled])) === 'cancelled') return { ok: false, error: { reason: 'cancelled', message: 'The job was cancelled.' } };
      return { ok: true, value: (tasks[task] as (input: TaskInput<K>, context: TaskContext) => TaskOutput<K>)(input, { progress: () => {} }) };
    },
  };
}

const simulated = { instrumentId: instrumentId('SIM:VOLT'), timeframe: timeframe('1h') };

/** A market of one simulated instrument at the start of 2025. */
const market: Pick<Market, 'instrument' | 'history'> = {
  instrument: (id) => (id === simulated.instrumentId ? ({ id, isTradable: true } as Instrument) : null),
  async history(one, { beforeMs, limit }) {
    const found = new SimMarket(5).bars(one.instrumentId, timeframeMs(one.timeframe), Math.min(beforeMs ?? Infinity, Date.UTC(2025, 0, 1)), limit);
    return { ...one, seq: 0, time: [...found.time], open: [...found.open], high: [...found.high], low: [...found.low], close: [...found.close], volume: [...found.volume] };
  },
};

async function open(jobs: JobPort = inlineJobs()) {
  const store = createMemoryBarStore();
  for (const one of [key, otherVenue]) await store.append(one, bars, { isKept: true, onConflict: 'refuse' });
  const memory = memoryRegistry();
  return { ...memory, store, backtests: createBacktests({ jobs, registry: memory.registry, bars: store, market, clock: createManualClock(1_000), ids: createCountingIds(), log: silentLog }) };
}

const lastOf = async (stream: AsyncIterable<Run>): Promise<Run> => {
  let last: Run | undefined;
  for await (const run of stream) last = run;
  if (last === undefined) throw new Error('the stream was empty');
  return last;
};

describe('backtests', () => {
  it('are recorded before they start and have their result on disk before they are done', async () => {
    const { backtests, told } = await open();
    const run = await backtests.start(request, [key], always);
    expect(run).toMatchObject({ status: 'queued', title: 'sma-cross 5/20 on ACME' });
    expect(await lastOf(backtests.watch(run.runId, new AbortController().signal))).toMatchObject({ status: 'done', progress: 1 });
    expect(told).toEqual(['create queued', 'update running', 'result', 'update done']);
    const result = await backtests.result(run.runId);
    expect(result).toMatchObject({ runId: run.runId, spec: { params: { fast: 5, slow: 20 }, data: [{ symbol: 'ACME', bars: bars.time.length }] } });
  });

  it('give the same hash for the same inputs, from storage or from bars at hand', async () => {
    const { backtests } = await open();
    const [first, second] = [await backtests.runOnBars(request, [{ symbol: 'ACME', bars }]), await backtests.runOnBars(request, [{ symbol: 'ACME', bars }])];
    expect(second.hash).toBe(first.hash);
    expect(second.runId).not.toBe(first.runId);
    const other = { ...bars, close: bars.close.map((price, i) => (i === 7 ? price + 0.01 : price)) };
    expect((await backtests.runOnBars(request, [{ symbol: 'ACME', bars: other }])).hash, 'one changed candle').not.toBe(first.hash);
  });

  it('name a result today as they named it when it was hashed on the main thread', async () => {
    const { backtests } = await open();
    const { hash, spec, fills, trades } = await backtests.runOnBars(request, [{ symbol: 'ACME', bars }]);
    // Both values were computed by the program before results were encoded in the job, by version 2 of the engine: this run trades as it did then.
    expect(spec.data[0]?.fingerprint).toBe('56a86e6969d53eedd1c89be745f4a5c8047ae8c1f7f82b35e7db12b037a6f7ef');
    expect(hashJson({ spec: { ...spec, engineVersion: '2' }, fills, trades })).toBe('d85fae2e2d7f6a7c501b8b8dab68b3786408562f62e060d5867b375d163302ee');
    expect(hash).toBe(hashJson({ spec, fills, trades }));
  });

  it('take rates and actions of stored series, which belong to what decides the result', async () => {
    const { backtests } = await open();
    const done = async (more: object): Promise<BacktestResult> => {
      const run = await backtests.start({ ...request, strategy: 'buy-and-hold', params: {}, settings: backtestSettingsSchema.parse({ closeAtEnd: true, size: { kind: 'units', units: 10 } }), ...more }, [key], { fromMs: epochMs(bars.time[10] ?? 0), toMs: null });
      expect(await lastOf(backtests.watch(run.runId, new AbortController().signal))).toMatchObject({ status: 'done' });
      return await backtests.result(run.runId);
    };
    const rates = [{ of: key.instrumentId, series: otherVenue, isInverted: true }];
    const actions = [{ of: key.instrumentId, actions: [{ date: new Date(bars.time[100] ?? 0).toISOString().slice(0, 10), type: 'split' as const, value: 2 }] }];
    const [bare, converted, split] = [await done({}), await done({ rates }), await done({ actions })];
    expect([bare.spec.data[0], converted.spec.data[0]?.rates, split.spec.data[0]?.actions]).toEqual([expect.not.objectContaining({ rates: expect.anything() }), { fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/), isInverted: true }, actions[0]?.actions]);
    expect(new Set([bare.hash, converted.hash, split.hash]).size).toBe(3);
    expect(converted.trades.length).toBeGreaterThan(0);
    expect(converted.trades.every(({ entryRate = 1, exitRate = 1 }) => entryRate !== 1 && exitRate !== 1)).toBe(true);
    expect(split.equity.value).not.toEqual(bare.equity.value);
  });

  it('send stored columns to the job by reference, and what the job wrote to the registry unread', async () => {
    const jobs = inlineJobs();
    const seen: { input?: BacktestRunInput; output?: BacktestRunOutput } = {};
    const { backtests, saved } = await open({
      ...jobs,
      async run(task, input, options) {
        const outcome = await jobs.run(task, input, options);
        if (task === 'backtest.run' && outcome.ok) Object.assign(seen, { input, output: outcome.value });
        return outcome;
      },
    });
    const { runId } = await backtests.start(request, [key], always);
    await lastOf(backtests.watch(runId, new AbortController().signal));
    expect(Object.values(seen.input?.series[0]?.bars ?? {}).map((column) => column.buffer.constructor)).toEqual(Array(6).fill(SharedArrayBuffer));
    expect(saved.get(runId), 'the bytes themselves, neither parsed nor copied').toBe(seen.output?.body);
    expect(await backtests.get(runId)).toMatchObject({ resultHash: seen.output?.hash });
    expect(await backtests.result(runId)).toMatchObject({ hash: seen.output?.hash, runId });
  });

  const runToEnd = async (backtests: Awaited<ReturnType<typeof open>>['backtests'], of = key): Promise<string> => {
    const { runId } = await backtests.start(request, [of], always);
    await lastOf(backtests.watch(runId, new AbortController().signal));
    return runId;
  };
  const everything = { points: 2_000, tradesFrom: 0, tradesLimit: 1_000 };

  it('are reported with the series whose bars they saw, out of the bytes in the registry', async () => {
    const { backtests, saved } = await open();
    const runId = await runToEnd(backtests);
    const report = await backtests.report(runId, everything);
    expect(report).toMatchObject({ runId, curve: { bars: 300 }, trades: { from: 0 } });
    expect(report.hash).toBe((await backtests.get(runId)).resultHash);
    expect([key, otherVenue], 'both hold the very same bars').toContainEqual(report.series);
    expect(saved.get(runId)?.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('take bars that are not stored from the feed of the instrument, and find the very same again for the report', async () => {
    const { backtests } = await open();
    const range = { fromMs: epochMs(Date.UTC(2024, 5, 3)), toMs: epochMs(Date.UTC(2024, 8, 2)) };
    const { runId } = await backtests.start(request, [simulated], range);
    await lastOf(backtests.watch(runId, new AbortController().signal));
    const { spec, series, curve } = await backtests.report(runId, everything);
    const [used] = spec.data;
    expect(series).toEqual(simulated);
    expect(used).toMatchObject({ symbol: 'VOLT', bars: curve.bars });
    expect(Number(used?.fromMs)).toBeGreaterThanOrEqual(range.fromMs);
    expect(Number(used?.toMs)).toBeLessThan(range.toMs);
    expect(curve.benchmark).not.toBeNull();
  });

  it('over several series share one cash, name each, and tell venues apart where two have one symbol', async () => {
    const { backtests } = await open();
    const hold = { ...request, strategy: 'buy-and-hold', params: {} };
    const { runId, title } = await backtests.start(hold, [key, otherVenue, { ...simulated, timeframe: timeframe('1d') }], always);
    await lastOf(backtests.watch(runId, new AbortController().signal));
    expect(title).toBe('buy-and-hold on FILE:ACME, SIM:ACME, VOLT');
    const { spec, equity, fills } = await backtests.result(runId);
    expect(spec.data.map((one) => one.symbol)).toEqual(['FILE:ACME', 'SIM:ACME', 'VOLT']);
    expect(fills[0]?.symbol).toBe('FILE:ACME');
    expect(equity.time.length).toBeGreaterThan(bars.time.length);
    const report = await backtests.report(runId, everything);
    expect(report).toMatchObject({ series: null, allSeries: [key, otherVenue, { ...simulated, timeframe: timeframe('1d') }] });
    expect((report.curve.benchmark?.at(-1) ?? 0) / request.settings.cash - 1, 'equal parts of all, held').toBeCloseTo(report.metrics.find(({ name }) => name === 'buyAndHoldReturn')?.value ?? Number.NaN, 9);
    await expect(backtests.runOnBars({ ...hold, settings: backtestSettingsSchema.parse({ profile: 'backtesting.py' }) }, [{ symbol: 'A', bars }, { symbol: 'B', bars }]))
      .rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('knows one symbol; 2 were given (A, B)') });
  });

  it('magnified take the shortest stored bars of the instrument, and those at hand, and name both', async () => {
    const { backtests, store } = await open();
    const magnified = { ...request, settings: backtestSettingsSchema.parse({ intrabar: 'magnify' }) };
    await expect(backtests.start(magnified, [key], always)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('Magnifying needs stored bars of FILE:ACME that are shorter than 1d') });
    const noon = { ...bars, time: bars.time.map((time) => time + 12 * 3_600_000) };
    await store.append({ ...key, timeframe: timeframe('12h') }, noon, { isKept: true, onConflict: 'refuse' });
    const { runId } = await backtests.start(magnified, [key], always);
    await lastOf(backtests.watch(runId, new AbortController().signal));
    const [stored, atHand] = [await backtests.result(runId), await backtests.runOnBars(magnified, [{ symbol: 'ACME', bars, finer: noon }])];
    expect(stored.interval?.magnified).toBe(stored.metrics['finalEquity']);
    expect(atHand.hash).toBe(stored.hash);
    expect(stored.spec.data[0]?.finerFingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it('over more or fewer symbols than the strategy trades are refused in a sentence and not recorded', async () => {
    const { backtests, runs } = await open();
    const pair = { ...request, strategy: 'pairs-cointegration', params: {} };
    await expect(backtests.start(pair, [key], always)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'Strategy pairs-cointegration trades exactly 2 symbols; 1 was given.' });
    await expect(backtests.runOnBars({ ...pair, strategy: 'grid' }, [{ symbol: 'A', bars }, { symbol: 'B', bars }])).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('exactly 1 symbol; 2 were given') });
    expect(runs.size).toBe(0);
  });

  it('take no more of a feed than a run may, and say how far back that reaches', async () => {
    const { backtests, told } = await open();
    await expect(backtests.start(request, [{ ...simulated, timeframe: timeframe('1m') }], { fromMs: epochMs(Date.UTC(2023, 0, 1)), toMs: null }))
      .rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringMatching(/at most 20,000 bars of SIM:VOLT at 1m, which reach back to 2024-1\d-\d\d; start later or choose longer bars/) });
    expect(told).toEqual([]);
  });

  it('are reported without a series once its bars have changed', async () => {
    const { backtests, store } = await open();
    const runId = await runToEnd(backtests);
    for (const one of [key, otherVenue]) {
      await store.append(one, { ...bars, close: bars.close.map((price, i) => (i === 7 ? price + 0.01 : price)) }, { isKept: true, onConflict: 'replace' });
    }
    expect(await backtests.report(runId, everything)).toMatchObject({ series: null, curve: { benchmark: null } });
  });

  it('have no report before they are done', async () => {
    const { backtests } = await open(inlineJobs(new Promise(() => {})));
    const { runId } = await backtests.start(request, [key], always);
    await expect(backtests.report(runId, everything)).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringMatching(/is (queued|running) and has no result/) });
    await backtests.cancel(runId);
  });

  it.each([
    ['exclusive together with hedging', { exclusive: true, hedging: true }, 'choose one of exclusive and hedging'],
    ['an optimistic reading that the profile ignores', { profile: 'backtesting.py', intrabar: 'optimistic' }, 'Under the profile backtesting.py every bar is read pessimistically'],
  ] as const)('refuse %s, in words, and record nothing', async (_, changes, words) => {
    const { backtests, told } = await open();
    const wrong = { ...request, settings: backtestSettingsSchema.parse(changes) };
    const refusal = { code: 'INVALID_INPUT', message: expect.stringContaining(words) };
    await expect(backtests.start(wrong, [key], always)).rejects.toMatchObject(refusal);
    await expect(backtests.runOnBars(wrong, [{ symbol: 'ACME', bars }])).rejects.toMatchObject(refusal);
    expect(told).toEqual([]);
  });

  it('count one hypothesis whatever the parameters', async () => {
    const { backtests, runs } = await open();
    await backtests.runOnBars(request, [{ symbol: 'ACME', bars }]);
    await backtests.runOnBars({ ...request, params: { fast: 7 } }, [{ symbol: 'ACME', bars }]);
    await backtests.runOnBars({ ...request, params: {}, strategy: 'buy-and-hold' }, [{ symbol: 'ACME', bars }]);
    const hypotheses = [...runs.values()].map((run) => run.hypothesis);
    expect(hypotheses[1]).toBe(hypotheses[0]);
    expect(hypotheses[2]).not.toBe(hypotheses[0]);
  });

  it('count one hypothesis for one set of bars, whatever the file or the series that holds them is called', async () => {
    const { backtests, runs } = await open();
    await backtests.runOnBars(request, [{ symbol: 'ACME', bars }]);
    await backtests.runOnBars(request, [{ symbol: 'MyAcme', bars }]);
    for (const one of [key, otherVenue]) await backtests.start(request, [one], always);
    await backtests.start(request, [key], { fromMs: epochMs(bars.time[100] ?? 0), toMs: epochMs(bars.time[200] ?? 0) });
    expect([...runs.values()].map((run) => run.title)).toEqual(['ACME', 'MyAcme', 'ACME', 'ACME', 'ACME'].map((name) => `sma-cross 5/20 on ${name}`));
    expect(new Set([...runs.values()].map((run) => run.hypothesis)).size, 'a window of them is no other data either').toBe(1);
  });

  it('keep other bars apart, of the same symbol too, and feeds by instrument and timeframe', async () => {
    const { backtests, store } = await open();
    const [weekly, dearer] = [{ ...key, timeframe: timeframe('1w') }, { ...key, instrumentId: instrumentId('BETA:ACME') }];
    await store.append(dearer, { ...bars, close: bars.close.map((price, i) => (i === 7 ? bars.high[7] ?? price : price)) }, { isKept: true, onConflict: 'refuse' });
    const started = [];
    for (const one of [key, weekly, dearer, simulated]) started.push((await backtests.start(request, [one], always)).hypothesis);
    expect(new Set(started).size).toBe(4);
    const early = { fromMs: null, toMs: epochMs(Date.UTC(2024, 11, 1)) };
    expect((await backtests.start(request, [simulated], early)).hypothesis, 'a feed that has gone on is the same feed').toBe(started[3]);
  });

  it('are not recorded when they are ephemeral or were asked for wrongly', async () => {
    const { backtests, told } = await open();
    expect(await backtests.runOnBars(request, [{ symbol: 'ACME', bars }], { isEphemeral: true })).toMatchObject({ runId: null });
    await expect(backtests.start({ ...request, strategy: 'sma-crss' }, [key], always)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('sma-cross') });
    await expect(backtests.start({ ...request, params: { fast: 0.5 } }, [key], always)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(backtests.start(request, [{ ...key, timeframe: timeframe('5m') }], always)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(backtests.start(request, [key, key], always)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'FILE:ACME was given twice; each series of a backtest must be another instrument, or another timeframe of one.' });
    expect(told).toEqual([]);
  });

  it('can be cancelled, and say so', async () => {
    const { backtests } = await open(inlineJobs(new Promise(() => {})));
    const run = await backtests.start(request, [key], always);
    const end = lastOf(backtests.watch(run.runId, new AbortController().signal));
    await backtests.cancel(run.runId);
    expect(await end).toMatchObject({ status: 'cancelled', failure: 'The job was cancelled.' });
    await expect(backtests.result(run.runId)).rejects.toMatchObject({ code: 'NOT_FOUND', message: `Run ${run.runId} is cancelled and has no result.` });
  });

  it('keep why they failed', async () => {
    const jobs = inlineJobs();
    const error = { reason: 'out-of-memory', message: 'The job needed more than its memory.' } as const;
    const { backtests, runs } = await open({ ...jobs, run: (task, ...rest) => (task === 'backtest.run' ? Promise.resolve({ ok: false, error }) : jobs.run(task, ...rest)) });
    await expect(backtests.runOnBars(request, [{ symbol: 'ACME', bars }])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect([...runs.values()]).toMatchObject([{ status: 'failed', failure: 'The job needed more than its memory.' }]);
  });

  it('that are not there are said to be not there', async () => {
    const { backtests } = await open();
    await expect(backtests.get('run-nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(lastOf(backtests.watch('run-nothing', new AbortController().signal))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
