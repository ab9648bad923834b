import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../../contract/model/backtest.ts';
import type { Stress, Variation } from '../../../contract/model/robustness.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { createMemoryBarStore } from '../../adapters/store/index.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import type { JobOptions, JobPort } from '../jobs/index.ts';
import { AppError, createCountingIds, silentLog } from '../kernel/index.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import { createMemoryTrials } from './memory-trials.ts';
import type { RecordedSpec } from './ports.ts';
import { createRobustness } from './robustness.ts';

const key = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1d') };
const bars = Object.fromEntries(['time', 'open', 'high', 'low', 'close', 'volume'].map((name) => [name, Float64Array.of(1, 2, 3)])) as never;
const asked = { costFactors: [], delays: [], noise: { deviation: 0, paths: 0 }, jitter: { share: 0.1, paths: 2 }, seed: 1 };
const figures = (growth: number): Variation => ({ label: 'x', return: growth, maxDrawdown: -0.1, sharpe: growth, trades: 2 });
const stressOf = (...moved: readonly (readonly [fast: number, slow: number, growth: number])[]): Stress => ({
  runId: 'run-1', base: figures(1), costs: [], delays: null, noise: [], params: moved.map(([fast, slow, growth]) => ({ ...figures(growth), params: { fast, slow } })),
});

async function open(answers: readonly Stress[], spec: Partial<RecordedSpec> = {}) {
  const store = createMemoryBarStore();
  await store.append(key, bars, { isKept: true, onConflict: 'refuse' });
  const { fingerprint } = await store.readWithFingerprint(key, { fromMs: null, toMs: null, limit: null });
  const trials = createMemoryTrials();
  const used = { symbol: 'ACME', bars: 3, fromMs: epochMs(1), toMs: epochMs(3), fingerprint };
  const recorded: RecordedSpec = {
    strategy: 'sma-cross', params: { fast: 5, slow: 20 }, settings: backtestSettingsSchema.parse({}), engineVersion: '1', series: key,
    data: [used], ...spec,
  };
  const given: { readonly task: string; readonly signal: AbortSignal | undefined }[] = [];
  const inputs: unknown[] = [];
  const left = [...answers];
  const jobs = {
    concurrency: 1, dispose: async () => {},
    run: async (task: string, input: unknown, options?: JobOptions) => (inputs.push(input), given.push({ task, signal: options?.signal }), { ok: true, value: left.shift() }),
  } as unknown as JobPort;
  const registry = { ...trials, loadSpec: async () => recorded } as unknown as BacktestsDeps['registry'];
  const resultBody = async (runId: string): Promise<Uint8Array> => {
    if (runId !== 'run-1') throw new AppError('NOT_FOUND', `There is no run ${runId}.`);
    return new Uint8Array();
  };
  const robustness = createRobustness({ jobs, registry, bars: store, clock: createManualClock(epochMs(0)), ids: createCountingIds(), log: silentLog }, { resultBody });
  const recordedTrials = async () => (await trials.listTrials('run-1', { metric: null, offset: 0, limit: 100 })).map(({ trial, params, metrics }) => [trial, params['fast'] ?? null, metrics['return']]);
  return { robustness, recordedTrials, given, inputs, used };
}

describe('stress of a finished run', () => {
  it('records the run and every other combination as its trials', async () => {
    const { robustness, recordedTrials } = await open([stressOf([4, 20, 2], [6, 20, 3])]);
    await robustness.stress('run-1', asked);
    expect(await recordedTrials()).toEqual([[0, null, 1], [1, 4, 2], [2, 6, 3]]);
  });

  it('keeps the combinations of another seed, and counts none twice', async () => {
    const { robustness, recordedTrials } = await open([stressOf([4, 20, 2], [6, 20, 3]), stressOf([6, 20, 3], [7, 20, 4], [5, 20, 1]), stressOf([4, 20, 2], [6, 20, 3])]);
    for (const seed of [1, 2, 1]) await robustness.stress('run-1', { ...asked, seed });
    expect(await recordedTrials(), 'one moved by nothing is the run itself').toEqual([[0, null, 1], [1, 4, 2], [2, 6, 3], [3, 7, 4]]);
  });

  it('asked for twice at once records both', async () => {
    const { robustness, recordedTrials } = await open([stressOf([4, 20, 2]), stressOf([9, 20, 7])]);
    await Promise.all([robustness.stress('run-1', asked), robustness.stress('run-1', { ...asked, seed: 2 })]);
    expect(await recordedTrials()).toEqual([[0, null, 1], [1, 4, 2], [2, 9, 7]]);
  });

  it('is ended by the signal of whoever asked', async () => {
    const { robustness, given } = await open([stressOf()]);
    const controller = new AbortController();
    await robustness.stress('run-1', asked, controller.signal);
    expect(given.find(({ task }) => task === 'robustness.stress')?.signal).toBe(controller.signal);
  });

  it('says why it cannot be had', async () => {
    const { robustness } = await open([]);
    await expect(robustness.stress('run-2', asked)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const used = { symbol: 'ACME', bars: 3, fromMs: epochMs(1), toMs: epochMs(3), fingerprint: 'other' };
    const gone = await open([], { data: [used] });
    await expect(gone.robustness.stress('run-1', asked)).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('import them first') });
    expect(await gone.recordedTrials()).toEqual([]);
  });
});

describe('a run over several series', () => {
  it('is put under stress over all of them', async () => {
    const { robustness, inputs, used } = await open([stressOf()]);
    const both = await open([stressOf()], { data: [used, { ...used, symbol: 'FILE:ACME' }], keys: [key, key] });
    await both.robustness.stress('run-1', asked);
    expect(both.inputs).toMatchObject([{ series: [{ symbol: 'ACME' }, { symbol: 'FILE:ACME' }] }]);
    await robustness.stress('run-1', asked);
    expect(inputs).toMatchObject([{ series: [{ symbol: 'ACME' }] }]);
  });
});

describe('paths of a finished run', () => {
  it('are drawn from its stored result', async () => {
    const { robustness, given } = await open([stressOf()]);
    await robustness.monteCarlo('run-1', { method: 'shuffle', of: 'trades', paths: 100, meanBlock: null, seed: 1 });
    expect(given.map(({ task }) => task)).toEqual(['robustness.paths']);
    await expect(robustness.monteCarlo('nobody', { method: 'shuffle', of: 'trades', paths: 100, meanBlock: null, seed: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
