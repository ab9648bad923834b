import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { Run } from '../../../contract/model/run.ts';
import type { Sweep, SweepRequest, SweepStatus } from '../../../contract/model/sweep.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { createStrategies } from '../strategies/index.ts';
import { AppError, messageOf } from '../kernel/index.ts';
import { ActiveSweep, toSweepTrial } from './active-sweep.ts';
import { nameData, type BarSource } from './bar-source.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import { hashJson } from './hash-json.ts';
import { loadSeries, type NamedBars } from './load-series.ts';
import { createMemoryTrials } from './memory-trials.ts';
import type { RecordedSweep, TrialStore } from './ports.ts';
import { runJob } from './run-job.ts';
import { RunWatchers } from './run-watchers.ts';
import { nameHypotheses, nameStrategies, resolveSweep, timeAll } from './resolve-sweep.ts';
import { countTrials, mostUnconfirmed, refuseUnconfirmed, refuseUnkept } from './size-sweep.ts';
import { layOut, toGrouping } from './sweep-map.ts';
import { layOutMatrix, listedOf, stretchesOf } from './sweep-matrix.ts';
import { plansOf, SweepRunner } from './sweep-runner.ts';
import type { Sweeps } from './sweeps.ts';
import { TrialWriter } from './trial-writer.ts';

const tellEveryMs = 100;
const statusOf = (run: Run): SweepStatus => run.status;

/** Builds sweeps over jobs and the run registry. */
export function createSweeps(deps: BacktestsDeps): Sweeps {
  const source: BarSource = { bars: deps.bars, jobs: deps.jobs, ...(deps.market === undefined ? {} : { market: deps.market }) };
  const strategies = deps.strategies ?? createStrategies({ jobs: deps.jobs });
  const watchers = new RunWatchers<Sweep>();
  const active = new Map<string, ActiveSweep>();
  /** Sweeps that are recorded nowhere, and their trials. */
  const unrecorded = new Map<string, ActiveSweep>();
  const memory = createMemoryTrials();

  const storeOf = (sweepId: string): TrialStore => (unrecorded.has(sweepId) ? memory : deps.registry);

  async function loadSpec(sweepId: string): Promise<RecordedSweep> {
    const spec = (unrecorded.get(sweepId) ?? active.get(sweepId))?.spec ?? (await deps.registry.loadSweep(sweepId));
    if (spec === null) throw new AppError('NOT_FOUND', `There is no sweep ${sweepId}.`, { sweepId });
    return spec;
  }

  /** A recorded sweep as if it were about to run, its committed trials counted. */
  async function restore(run: Run, spec: RecordedSweep): Promise<ActiveSweep> {
    const counts = await deps.registry.countRunTrials(run.runId);
    const [best = null] = await deps.registry.listTrials(run.runId, { metric: spec.metric, offset: 0, limit: 1 });
    const restored = new ActiveSweep({ sweepId: run.runId, hypothesis: run.hypothesis, title: run.title, createdAtMs: run.createdAtMs }, spec, counts, best?.metrics[spec.metric] === null ? null : best);
    Object.assign(restored, { status: statusOf(run), failure: run.failure, finishedAtMs: run.finishedAtMs });
    return restored;
  }

  async function get(sweepId: string): Promise<Sweep> {
    const known = active.get(sweepId) ?? unrecorded.get(sweepId);
    if (known !== undefined) return known.sweep;
    const spec = await loadSpec(sweepId);
    const run = await deps.registry.get(sweepId);
    if (run === null) throw new AppError('NOT_FOUND', `There is no sweep ${sweepId}.`, { sweepId });
    return (await restore(run, spec)).sweep;
  }

  async function update(entry: ActiveSweep, status: SweepStatus, failure: string | null = null): Promise<void> {
    const hasEnded = status === 'done' || status === 'failed' || status === 'cancelled';
    Object.assign(entry, { status, failure, finishedAtMs: hasEnded ? deps.clock.now() : null });
    const { sweep } = entry;
    if (!unrecorded.has(sweep.sweepId)) {
      await deps.registry.update({
        runId: sweep.sweepId, kind: 'sweep', hypothesis: sweep.hypothesis, title: sweep.title, status, progress: sweep.progress, failure, resultHash: null,
        createdAtMs: sweep.createdAtMs, finishedAtMs: sweep.finishedAtMs,
      });
    }
    watchers.tell(sweep.sweepId, entry.sweep);
  }

  /** Runs what is left of a sweep to its end; every trial is on disk before its end is told. */
  async function execute(entry: ActiveSweep, series: readonly NamedBars[], options: { readonly signal?: AbortSignal; readonly onProgress?: (sweep: Sweep) => void } = {}): Promise<void> {
    const { sweepId } = entry.sweep;
    const trials = storeOf(sweepId);
    const signal = options.signal === undefined ? entry.controller.signal : AbortSignal.any([entry.controller.signal, options.signal]);
    let toldAtMs = Number.NEGATIVE_INFINITY;
    const writer = new TrialWriter(trials, deps.clock, (rows) => {
      entry.take(rows);
      const nowMs = deps.clock.monotonicMs();
      if (nowMs - toldAtMs < tellEveryMs) return;
      toldAtMs = nowMs;
      watchers.tell(sweepId, entry.sweep);
      options.onProgress?.(entry.sweep);
    });
    active.set(sweepId, entry);
    try {
      await update(entry, 'running');
      const sizes = await Promise.all(plansOf(entry.spec).map((plan) => runJob(deps.jobs, 'sweep.plan', plan, { signal })));
      const runner = new SweepRunner(
        { sweepId, spec: entry.spec, sizes, series }, { jobs: deps.jobs, trials, writer, signal, gate: entry.gate, onFailure: (message) => (entry.firstFailure ??= message) });
      await runner.run();
      await update(entry, 'done');
    } catch (error) {
      await writer.flush().catch(() => undefined);
      await update(entry, signal.aborted ? 'cancelled' : 'failed', signal.aborted ? 'The sweep was cancelled; what was tried is kept.' : messageOf(error));
      throw error;
    } finally {
      active.delete(sweepId);
    }
  }

  type Source = { readonly series?: readonly SeriesKey[]; readonly names: readonly string[] };

  /** Checks and records a sweep; nothing is recorded of one that can never run. */
  async function record(given: SweepRequest, series: readonly NamedBars[], from: Source, options: { readonly isEphemeral: boolean; readonly isConfirmed: boolean }): Promise<ActiveSweep> {
    const resolved = await resolveSweep(deps.jobs, strategies, given, series.length);
    const { request, own, sizes } = resolved;
    const [first] = series;
    if (first === undefined) throw new AppError('INVALID_INPUT', 'A sweep needs bars; name at least one series.', {});
    if (options.isEphemeral) refuseUnkept(sizes);
    if (!options.isConfirmed) await refuseUnconfirmed(sizes, () => timeAll(deps, resolved, first));
    const [perSeries = 0, ...perSeriesOfOthers] = sizes.map((size) => size.perSeries);
    const [named, ...further] = own;
    const spec: RecordedSweep = {
      ...request, data: series.map(describeData), ...(from.series === undefined ? {} : { series: [...from.series] }), engineVersion, perSeries, trials: countTrials(sizes),
      ...(named?.codeHash === undefined ? {} : { codeHash: named.codeHash }), ...nameHypotheses(resolved, from.names), ...(request.others === undefined ? {} : { others: further, perSeriesOfOthers }),
    };
    const head = {
      sweepId: deps.ids.next('swp'), hypothesis: hashJson({ strategy: nameStrategies(own), data: [...from.names].sort() }),
      title: `${own.map((one) => one.strategy).join(', ')} ${Object.keys(request.space).join('/')} on ${series.map((one) => one.symbol).join(', ')}`.replaceAll('  ', ' '), createdAtMs: deps.clock.now(),
    };
    const entry = new ActiveSweep(head, spec, { done: 0, event: 0, failed: 0 }, null);
    if (options.isEphemeral) unrecorded.set(head.sweepId, entry);
    else {
      await deps.registry.create({
        runId: head.sweepId, kind: 'sweep', hypothesis: head.hypothesis, title: head.title, status: 'queued', progress: 0, failure: null, resultHash: null,
        createdAtMs: head.createdAtMs, finishedAtMs: null,
      }, spec);
    }
    return entry;
  }

  /** A recorded sweep that is to go on over these bars. CONFLICT where they are others, or another engine began it. */
  async function reopen(sweepId: string, series: readonly NamedBars[]): Promise<ActiveSweep> {
    const spec = await loadSpec(sweepId);
    const run = await deps.registry.get(sweepId);
    if (run === null) throw new AppError('NOT_FOUND', `There is no sweep ${sweepId}.`, { sweepId });
    if (spec.engineVersion !== engineVersion) throw new AppError('CONFLICT', `Sweep ${sweepId} was begun with engine ${spec.engineVersion}, this is ${engineVersion}; their trials cannot be compared, start it anew.`, { sweepId });
    const isSame = spec.data.length === series.length && spec.data.every((used, s) => used.fingerprint === series[s]?.fingerprint);
    if (!isSame) throw new AppError('CONFLICT', `These are not the bars that sweep ${sweepId} was started over (${spec.data.map((one) => `${one.symbol}, ${one.bars} bars`).join('; ')}); give the same, or start it anew.`, { sweepId });
    return await restore(run, spec);
  }

  const fingerprintAll = (series: readonly { readonly symbol: string; readonly bars: NamedBars['bars'] }[]): Promise<NamedBars[]> =>
    Promise.all(series.map(async ({ symbol, bars }) => ({ symbol, bars, fingerprint: await runJob(deps.jobs, 'bars.fingerprint', bars, {}) })));

  const runInBackground = (entry: ActiveSweep, series: readonly NamedBars[]): Sweep => {
    active.set(entry.sweep.sweepId, entry);
    execute(entry, series).catch((error: unknown) => deps.log.warn('a sweep ended before its trials did', { sweepId: entry.sweep.sweepId, error }));
    return entry.sweep;
  };

  return {
    async start(request, keys, range, isConfirmed) {
      const symbols = symbolsOf(keys);
      const loaded = await Promise.all(keys.map(async (key, s) => ({ ...(await loadSeries(source, key, range)), symbol: symbols[s] ?? key.instrumentId })));
      const names = await Promise.all(keys.map((key, s) => nameData(source, key, range, loaded[s] as (typeof loaded)[number])));
      return runInBackground(await record(request, loaded, { series: keys, names }, { isEphemeral: false, isConfirmed }), loaded);
    },
    async estimate(given, keys, range) {
      const symbols = symbolsOf(keys);
      const series = await Promise.all(keys.map(async (key, s) => ({ symbol: symbols[s] ?? key.instrumentId, bars: (await loadSeries(source, key, range)).bars })));
      const longest = series.toSorted((a, b) => b.bars.time.length - a.bars.time.length)[0];
      if (longest === undefined) throw new AppError('INVALID_INPUT', 'A sweep needs bars; name at least one series.', {});
      const resolved = await resolveSweep(deps.jobs, strategies, given, series.length);
      const sizes = resolved.sizes.map((one) => one.size);
      const trials = countTrials(resolved.sizes);
      const combinations = sizes.reduce((sum, size) => sum + size.combinations, 0);
      return {
        trials, combinations: Number.isFinite(combinations) ? combinations : null, needsConfirm: trials > mostUnconfirmed,
        allowed: sizes.some((size) => size.allowed === null) ? null : sizes.reduce((sum, size) => sum + (size.allowed ?? 0), 0),
        eventPath: sizes.find((size) => size.eventPath !== null)?.eventPath ?? null,
        seconds: await timeAll(deps, resolved, longest), series: series.map(({ symbol, bars }) => describeData({ symbol, bars, fingerprint: '' })),
      };
    },
    async runOnBars(request, given, options = {}) {
      const series = await fingerprintAll(given);
      const entry = await record(request, series, { names: series.map((one) => one.fingerprint) }, { isEphemeral: options.isEphemeral === true, isConfirmed: options.isConfirmed === true });
      await execute(entry, series, options);
      return entry.sweep;
    },
    async resumeOnBars(sweepId, given, options = {}) {
      const series = await fingerprintAll(given);
      const entry = await reopen(sweepId, series);
      if (entry.status !== 'done') await execute(entry, series, options);
      return entry.sweep;
    },
    get,
    async results(sweepId, { isRanked, metric, strategy, series, ...page }) {
      const { status, done } = await get(sweepId);
      const spec = await loadSpec(sweepId);
      const rows = await storeOf(sweepId).listTrials(sweepId, { ...page, ...listedOf(spec, strategy ?? null, series ?? null), metric: isRanked ? metric ?? spec.metric : null });
      return { sweepId, status, trials: done, results: rows.map((row) => toSweepTrial(row, spec)) };
    },
    async trial(sweepId, trial) {
      const spec = await loadSpec(sweepId);
      const row = await storeOf(sweepId).loadTrial(sweepId, trial);
      if (row === null) throw new AppError('NOT_FOUND', `Sweep ${sweepId} has no trial ${trial} (yet).`, { sweepId, trial });
      return toSweepTrial(row, spec);
    },
    async map(sweepId, request) {
      const { status } = await get(sweepId);
      const spec = await loadSpec(sweepId);
      const grouping = toGrouping(spec, request);
      return { sweepId, status, ...layOut(spec, await storeOf(sweepId).groupTrials(sweepId, grouping), grouping, request) };
    },
    async matrix(sweepId, asked) {
      const { status } = await get(sweepId);
      const spec = await loadSpec(sweepId);
      const metric = asked ?? spec.metric;
      return { sweepId, status, ...layOutMatrix(spec, metric, await storeOf(sweepId).summariseStretches(sweepId, metric, stretchesOf(spec))) };
    },
    async spec(sweepId) {
      const { perSeries: _own, perSeriesOfOthers: _others, hypotheses: _each, lanes: _lanes, ...spec } = await loadSpec(sweepId);
      return spec;
    },
    async list(limit) {
      const runs = await deps.registry.list(limit, 'sweep');
      return await Promise.all(runs.map((run) => get(run.runId)));
    },
    async cancel(sweepId) {
      const entry = active.get(sweepId);
      if (entry === undefined) {
        const sweep = await get(sweepId);
        if (sweep.status !== 'paused') return sweep;
        const restored = await restore(await requireRun(sweepId), await loadSpec(sweepId));
        await update(restored, 'cancelled', 'The sweep was cancelled; what was tried is kept.');
        return restored.sweep;
      }
      entry.cancel();
      return entry.sweep;
    },
    async pause(sweepId) {
      const entry = active.get(sweepId);
      if (entry === undefined) throw new AppError('CONFLICT', `Sweep ${sweepId} is ${(await get(sweepId)).status} and cannot be paused.`, { sweepId });
      entry.hold();
      await update(entry, 'paused');
      return entry.sweep;
    },
    async resume(sweepId) {
      const entry = active.get(sweepId);
      if (entry !== undefined) {
        entry.goOn();
        if (entry.status === 'paused') await update(entry, 'running');
        return entry.sweep;
      }
      const spec = await loadSpec(sweepId);
      const sweep = await get(sweepId);
      if (sweep.status === 'done') return sweep;
      if (spec.series === undefined) throw new AppError('INVALID_INPUT', `Sweep ${sweepId} was started over files; go on with tapedeck backtest sweep --resume ${sweepId} and the same files.`, { sweepId });
      const series = await Promise.all(spec.series.map(async (key, s) => ({ symbol: spec.data[s]?.symbol ?? key.instrumentId, ...(await loadSeries(source, key, { fromMs: spec.data[s]?.fromMs ?? null, toMs: epochMs((spec.data[s]?.toMs ?? 0) + 1) })) })));
      return runInBackground(await reopen(sweepId, series), series);
    },
    watch: (sweepId, signal) => watchers.watch(sweepId, () => get(sweepId), signal),
  };

  async function requireRun(sweepId: string): Promise<Run> {
    const run = await deps.registry.get(sweepId);
    if (run === null) throw new AppError('NOT_FOUND', `There is no sweep ${sweepId}.`, { sweepId });
    return run;
  }
}

/** Short names of series; with the timeframe where several lengths of bar are tried. */
function symbolsOf(keys: readonly SeriesKey[]): string[] {
  const isMixed = new Set(keys.map((key) => key.timeframe)).size > 1;
  return keys.map(({ instrumentId, timeframe }) => `${instrumentId.split(':')[1] ?? instrumentId}${isMixed ? ` ${timeframe}` : ''}`);
}

const describeData = ({ symbol, bars, fingerprint }: NamedBars): RecordedSweep['data'][number] =>
  ({ symbol, bars: bars.time.length, fromMs: epochMs(bars.time[0] ?? 0), toMs: epochMs(bars.time.at(-1) ?? 0), fingerprint });
