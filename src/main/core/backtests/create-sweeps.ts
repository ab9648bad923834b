import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { Run } from '../../../contract/model/run.ts';
import type { Sweep, SweepRequest, SweepStatus } from '../../../contract/model/sweep.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { createStrategies } from '../strategies/index.ts';
import { AppError, messageOf } from '../kernel/index.ts';
import { ActiveSweep, toSweepTrial } from './active-sweep.ts';
import type { StoredExtras } from './backtests.ts';
import { nameData, type BarSource, type Range } from './bar-source.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import { findRunData } from './find-run-data.ts';
import { hashJson } from './hash-json.ts';
import { describeData, loadSeries, nameBars, type NamedBars } from './load-series.ts';
import { createMemoryTrials } from './memory-trials.ts';
import type { RecordedSweep, TrialStore } from './ports.ts';
import { runJob } from './run-job.ts';
import { checkExtras, rateKeysOf } from './series-extras.ts';
import { RunWatchers } from './run-watchers.ts';
import { nameHypotheses, nameStrategies, resolveSweep, timeAll } from './resolve-sweep.ts';
import { countTrials, describeSize, refuseUnconfirmed, refuseUnkept } from './size-sweep.ts';
import { layOut, toGrouping } from './sweep-map.ts';
import { layOutMatrix, listedOf, stretchesOf } from './sweep-matrix.ts';
import { plansOf, SweepRunner } from './sweep-runner.ts';
import type { Sweeps } from './sweeps.ts';
import { TrialWriter } from './trial-writer.ts';

const tellEveryMs = 100;
const statusOf = (run: Run): SweepStatus => run.status;

/** Builds sweeps over jobs and the run registry. */
export function createSweeps(deps: BacktestsDeps): Sweeps {
  const source: BarSource = deps;
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
  async function execute(entry: ActiveSweep, series: readonly SeriesInput[], options: { readonly signal?: AbortSignal; readonly onProgress?: (sweep: Sweep) => void } = {}): Promise<void> {
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

  type Source = Pick<RecordedSweep, 'series' | 'rateKeys'> & { readonly names: readonly string[] };

  /** Checks and records a sweep; nothing is recorded of one that can never run. */
  async function record(given: SweepRequest, series: readonly NamedBars[], { names, ...from }: Source, options: { readonly isEphemeral: boolean; readonly isConfirmed: boolean }): Promise<ActiveSweep> {
    const resolved = await resolveSweep(deps.jobs, strategies, given, series);
    const { request, own, sizes } = resolved;
    const [first] = series;
    if (first === undefined) throw new AppError('INVALID_INPUT', 'A sweep needs bars; name at least one series.', {});
    if (options.isEphemeral) refuseUnkept(sizes);
    if (!options.isConfirmed) await refuseUnconfirmed(sizes, () => timeAll(deps, resolved, first));
    const [perSeries = 0, ...perSeriesOfOthers] = sizes.map((size) => size.perSeries);
    const [named, ...further] = own;
    const spec: RecordedSweep = {
      ...request, data: series.map(describeData), ...from, engineVersion, perSeries, trials: countTrials(sizes),
      ...(named?.codeHash === undefined ? {} : { codeHash: named.codeHash }), ...nameHypotheses(resolved, names), ...(request.others === undefined ? {} : { others: further, perSeriesOfOthers }),
    };
    const head = {
      sweepId: deps.ids.next('swp'), hypothesis: hashJson({ strategy: nameStrategies(own), data: [...names].sort() }),
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

  /** A recorded sweep that is to go on. CONFLICT where another engine began it. */
  async function reopen(sweepId: string): Promise<ActiveSweep> {
    const spec = await loadSpec(sweepId);
    const run = await requireRun(sweepId);
    if (spec.engineVersion !== engineVersion) throw new AppError('CONFLICT', `Sweep ${sweepId} was begun with engine ${spec.engineVersion}, this is ${engineVersion}; their trials cannot be compared, start it anew.`, { sweepId });
    return await restore(run, spec);
  }

  const nameAll = (series: readonly SeriesInput[]): Promise<NamedBars[]> => Promise.all(series.map((one) => nameBars(deps.jobs, one)));

  /** Stored series as a sweep takes them. */
  async function loadAll({ rates, actions, settings }: SweepRequest & StoredExtras, keys: readonly SeriesKey[], range: Range) {
    const extras = { rates, actions };
    checkExtras(extras, keys);
    const symbols = symbolsOf(keys);
    return await Promise.all(keys.map((key, s) => loadSeries(source, { ...extras, settings }, symbols[s] ?? key.instrumentId, key, range)));
  }

  const runInBackground = (entry: ActiveSweep, series: readonly SeriesInput[]): Sweep => {
    active.set(entry.sweep.sweepId, entry);
    execute(entry, series).catch((error: unknown) => deps.log.warn('a sweep ended before its trials did', { sweepId: entry.sweep.sweepId, error }));
    return entry.sweep;
  };

  return {
    async start(given, keys, range, isConfirmed) {
      const loaded = await loadAll(given, keys, range);
      const { rates, actions: _actions, ...request } = given;
      const names = await Promise.all(keys.map((key, s) => nameData(source, key, range, loaded[s] as (typeof loaded)[number])));
      return runInBackground(await record(request, loaded, { series: [...keys], ...rateKeysOf({ rates }, keys), names }, { isEphemeral: false, isConfirmed }), loaded);
    },
    async estimate(given, keys, range) {
      const series = await loadAll(given, keys, range);
      const { rates: _rates, actions: _actions, ...request } = given;
      const longest = series.toSorted((a, b) => b.bars.time.length - a.bars.time.length)[0];
      if (longest === undefined) throw new AppError('INVALID_INPUT', 'A sweep needs bars; name at least one series.', {});
      const resolved = await resolveSweep(deps.jobs, strategies, request, series);
      return { ...describeSize(resolved.sizes, series), seconds: await timeAll(deps, resolved, longest), series: series.map(describeData) };
    },
    async runOnBars(request, given, options = {}) {
      const series = await nameAll(given);
      const entry = await record(request, series, { names: series.map((one) => one.fingerprint) }, { isEphemeral: options.isEphemeral === true, isConfirmed: options.isConfirmed === true });
      await execute(entry, series, options);
      return entry.sweep;
    },
    async resumeOnBars(sweepId, given, options = {}) {
      const entry = await reopen(sweepId);
      const series = await nameAll(given);
      refuseOthers(entry.spec, series, sweepId);
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
      const { perSeries: _own, perSeriesOfOthers: _others, hypotheses: _each, lanes: _lanes, rateKeys: _rates, ...spec } = await loadSpec(sweepId);
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
      const reopened = await reopen(sweepId);
      return runInBackground(reopened, await findRunData(source, sweepId, { data: spec.data, keys: spec.series, ...(spec.rateKeys === undefined ? {} : { rateKeys: spec.rateKeys }) }));
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

/** CONFLICT where a sweep was started over other bars, rates or actions; the names of files are free. */
function refuseOthers({ data }: RecordedSweep, series: readonly NamedBars[], sweepId: string): void {
  const [used, given] = [data, series.map(describeData)].map((all) => all.map((one) => hashJson({ ...one, symbol: '' })));
  if (used?.join() === given?.join()) return;
  const names = data.map(({ symbol, bars, rates, actions }) => `${symbol}, ${bars} bars${rates === undefined ? '' : ' with rates'}${actions === undefined ? '' : ' with actions'}`).join('; ');
  throw new AppError('CONFLICT', `These are not the bars that sweep ${sweepId} was started over (${names}); give the same, or start it anew.`, { sweepId });
}
