import type { BacktestResult, BacktestSpec } from '../../../contract/model/backtest.ts';
import type { BarColumns, SeriesKey } from '../../../contract/model/bar.ts';
import type { Run } from '../../../contract/model/run.ts';
import { epochMs } from '../../../contract/model/units.ts';
import type { BacktestTaskOutput } from '../../../quant/engine/task.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { QuantError } from '../../../quant/error.ts';
import { resolveStrategyParams } from '../../../quant/strategies/index.ts';
import type { JobPort } from '../jobs/index.ts';
import { AppError, type Clock, type IdSource, type Log } from '../kernel/index.ts';
import type { BarStore } from '../market/index.ts';
import type { BacktestRequest, Backtests, RunOnBarsOptions } from './backtests.ts';
import { fingerprintBars, hashJson } from './fingerprint.ts';
import type { RunRegistry } from './ports.ts';
import { runTitle } from './run-title.ts';
import { RunWatchers } from './run-watchers.ts';

export type BacktestsDeps = {
  readonly jobs: JobPort;
  readonly registry: RunRegistry;
  readonly bars: BarStore;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
};

type NamedBars = { readonly symbol: string; readonly bars: BarColumns };

/** Builds backtests over jobs and the run registry. */
export function createBacktests(deps: BacktestsDeps): Backtests {
  const watchers = new RunWatchers();
  const active = new Map<string, { run: Run; controller: AbortController }>();

  async function update(run: Run): Promise<void> {
    const entry = active.get(run.runId);
    if (entry !== undefined) entry.run = run;
    await deps.registry.update(run);
    watchers.tell(run);
  }

  /** Runs a recorded spec to its end; the outcome is on disk before anyone hears of it. */
  async function execute(queued: Run, spec: BacktestSpec, series: readonly NamedBars[], options: RunOnBarsOptions): Promise<BacktestResult> {
    const controller = new AbortController();
    const signal = options.signal === undefined ? controller.signal : AbortSignal.any([controller.signal, options.signal]);
    const entry = { run: queued, controller };
    active.set(queued.runId, entry);
    try {
      await update({ ...queued, status: 'running' });
      const onProgress = (share: number): void => {
        entry.run = { ...entry.run, progress: share };
        watchers.tell(entry.run);
        options.onProgress?.(share);
      };
      const result = await compute(deps.jobs, spec, series, { signal, onProgress });
      await deps.registry.saveResult(queued.runId, { ...result, runId: queued.runId });
      await update({ ...entry.run, status: 'done', progress: 1, resultHash: result.hash, finishedAtMs: deps.clock.now() });
      return { ...result, runId: queued.runId };
    } catch (error) {
      const status = signal.aborted ? 'cancelled' : 'failed';
      await update({ ...entry.run, status, failure: messageOf(error), finishedAtMs: deps.clock.now() });
      throw error;
    } finally {
      active.delete(queued.runId);
    }
  }

  /** `instruments` are what the hypothesis is about: full ids of stored series, so that equal symbols of two venues stay apart. */
  async function record(spec: BacktestSpec, instruments: readonly string[]): Promise<Run> {
    const symbols = spec.data.map((one) => one.symbol);
    const run: Run = {
      runId: deps.ids.next('run'), kind: 'backtest', hypothesis: hashJson({ strategy: spec.strategy, symbols: instruments.toSorted() }),
      title: runTitle(spec.strategy, spec.params, symbols), status: 'queued', progress: 0, failure: null, resultHash: null,
      createdAtMs: deps.clock.now(), finishedAtMs: null,
    };
    await deps.registry.create(run, spec);
    return run;
  }

  async function get(runId: string): Promise<Run> {
    const run = active.get(runId)?.run ?? (await deps.registry.get(runId));
    if (run === null) throw new AppError('NOT_FOUND', `There is no run ${runId}.`, { runId });
    return run;
  }

  return {
    async start(request, keys, range) {
      checkOneSeries(keys.length);
      const series = await Promise.all(keys.map((key) => loadSeries(deps.bars, key, range)));
      const spec = makeSpec(request, series);
      const run = await record(spec, keys.map((key) => key.instrumentId));
      execute(run, spec, series, {}).catch((error: unknown) => deps.log.warn('a backtest ended without a result', { runId: run.runId, error }));
      return run;
    },
    async runOnBars(request, series, options = {}) {
      checkOneSeries(series.length);
      const spec = makeSpec(request, series);
      if (options.isEphemeral === true) return await compute(deps.jobs, spec, series, options);
      return await execute(await record(spec, series.map((one) => one.symbol)), spec, series, options);
    },
    get,
    async result(runId) {
      const run = await get(runId);
      const result = run.status === 'done' ? await deps.registry.loadResult(runId) : null;
      if (result === null) throw new AppError('NOT_FOUND', `Run ${runId} is ${run.status} and has no result.`, { runId, status: run.status });
      return result;
    },
    list: (limit) => deps.registry.list(limit),
    async cancel(runId) {
      active.get(runId)?.controller.abort();
      return await get(runId);
    },
    watch: (runId, signal) => watchers.watch(runId, () => get(runId), signal),
  };
}

/** Before anything is read or recorded: a request that can never run is no trial. */
function checkOneSeries(count: number): void {
  if (count !== 1) throw new AppError('INVALID_INPUT', `A backtest takes one series, not ${count}; start one for each.`, { series: count });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function loadSeries(bars: BarStore, key: SeriesKey, range: Parameters<Backtests['start']>[2]): Promise<NamedBars> {
  const columns = await bars.read(key, { ...range, limit: null });
  if (columns.time.length === 0) {
    throw new AppError('NOT_FOUND', `No bars of ${key.instrumentId} at ${key.timeframe} are stored in that range; import them first.`, { ...key });
  }
  return { symbol: key.instrumentId.split(':')[1] ?? key.instrumentId, bars: columns };
}

/** All that decides the result, with parameters checked and filled in; a bad one is INVALID_INPUT before anything is recorded. */
function makeSpec(request: BacktestRequest, series: readonly NamedBars[]): BacktestSpec {
  try {
    return {
      strategy: request.strategy,
      params: resolveStrategyParams(request.strategy, request.params),
      settings: request.settings,
      data: series.map(({ symbol, bars }) => ({
        symbol, bars: bars.time.length, fromMs: epochMs(bars.time[0] ?? 0), toMs: epochMs(bars.time.at(-1) ?? 0), fingerprint: fingerprintBars(bars),
      })),
      engineVersion,
    };
  } catch (error) {
    if (error instanceof QuantError) throw new AppError('INVALID_INPUT', error.message, { code: error.code });
    throw error;
  }
}

const errorOf = { cancelled: 'CONFLICT', timeout: 'TIMEOUT', 'out-of-memory': 'UNAVAILABLE', crashed: 'UNAVAILABLE', failed: 'INVALID_INPUT' } as const;

async function compute(jobs: JobPort, spec: BacktestSpec, series: readonly NamedBars[], options: RunOnBarsOptions): Promise<BacktestResult> {
  const { strategy, params, settings } = spec;
  const outcome = await jobs.run('backtest.run', { strategy, params, settings, series }, jobOptions(options));
  if (!outcome.ok) throw new AppError(errorOf[outcome.error.reason], outcome.error.message, { reason: outcome.error.reason });
  return toResult(spec, outcome.value);
}

const jobOptions = ({ signal, onProgress }: RunOnBarsOptions) => ({
  ...(signal === undefined ? {} : { signal }),
  ...(onProgress === undefined ? {} : { onProgress }),
});

function toResult(spec: BacktestSpec, output: BacktestTaskOutput): BacktestResult {
  const trades = [...output.trades];
  const fills = [...output.fills];
  return {
    spec, hash: hashJson({ spec, fills, trades }), runId: null, metrics: output.metrics, dialects: { ...output.dialects }, trades, fills,
    equity: { time: Array.from(output.equity.time), value: Array.from(output.equity.value) },
  };
}
