import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { Run } from '../../../contract/model/run.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { walkForwardRequestSchema, type WalkForwardRequest, type WalkForwardResult, type WalkForwardSpec } from '../../../contract/model/walk-forward.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { planFolds } from '../../../quant/sweep/folds.ts';
import { QuantError } from '../../../quant/error.ts';
import type { WalkForwardTaskOutput } from '../../../quant/tasks.ts';
import type { TrialPlan } from '../../../quant/sweep/index.ts';
import { createStrategies, watchCode } from '../strategies/index.ts';
import { AppError } from '../kernel/index.ts';
import { ActiveRuns } from './active-runs.ts';
import type { RunOnBarsOptions } from './backtests.ts';
import { nameData, type BarSource } from './bar-source.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import { hashJson } from './hash-json.ts';
import { loadSeries, type NamedBars } from './load-series.ts';
import { runJob } from './run-job.ts';
import { checkSweepRequest, sizeSweep } from './size-sweep.ts';
import { planOf as planOfSweep } from './sweep-runner.ts';
import type { WalkForwards } from './walk-forwards.ts';

/** More combinations than that take a walk-forward longer than anybody waits for one answer. */
const mostCombinations = 100_000;

type Work = { readonly spec: WalkForwardSpec; readonly series: NamedBars };

/** Builds walk-forwards over jobs and the run registry. */
export function createWalkForwards(deps: BacktestsDeps): WalkForwards {
  const source: BarSource = { bars: deps.bars, jobs: deps.jobs, ...(deps.market === undefined ? {} : { market: deps.market }) };
  const strategies = deps.strategies ?? createStrategies({ jobs: deps.jobs });
  const active = new ActiveRuns(deps);

  /** The spec of a walk-forward that can run. */
  async function check(given: WalkForwardRequest, series: NamedBars, key?: SeriesKey): Promise<WalkForwardSpec> {
    const { info, code, codeHash } = await strategies.resolve(given);
    const request = { ...walkForwardRequestSchema.parse(given), strategy: info.name, ...(code === null ? {} : { code }) };
    const { bars, symbol, fingerprint } = series;
    const { train: _train, test: _test, anchored: _anchored, purge: _purge, embargo: _embargo, ...search } = request;
    const checked = checkSweepRequest({ ...search, search: 'grid', searchSeed: 1 }, info);
    const { trials } = await sizeSweep(deps.jobs, checked, planOf(request), 1);
    if (trials > mostCombinations) throw new AppError('INVALID_INPUT', `The grid has ${trials.toLocaleString('en')} combinations; a walk-forward takes at most ${mostCombinations.toLocaleString('en')}. Take larger steps.`, { trials });
    try {
      planFolds(bars.time.length, request);
    } catch (error) {
      if (error instanceof QuantError) throw new AppError('INVALID_INPUT', error.message, { code: error.code });
      throw error;
    }
    const data = [{ symbol, bars: bars.time.length, fromMs: epochMs(bars.time[0] ?? 0), toMs: epochMs(bars.time.at(-1) ?? 0), fingerprint }];
    return { ...request, data, ...(key === undefined ? {} : { series: key }), engineVersion, ...(codeHash === null ? {} : { codeHash }) };
  }

  async function record(spec: WalkForwardSpec, data: string): Promise<Run> {
    const run: Run = {
      runId: deps.ids.next('wf'), kind: 'walk-forward', hypothesis: hashJson({ strategy: spec.codeHash ?? spec.strategy, data: [data] }),
      title: `${spec.strategy} ${Object.keys(spec.space).join('/')} walked forward on ${spec.data[0]?.symbol ?? ''}`, status: 'queued', progress: 0, failure: null, resultHash: null,
      createdAtMs: deps.clock.now(), finishedAtMs: null,
    };
    await deps.registry.create(run, spec);
    return run;
  }

  const compute = ({ spec, series }: Work, runId: string | null, options: RunOnBarsOptions): Promise<WalkForwardTaskOutput> => {
    const { metric, train, test, anchored, purge, embargo } = spec;
    return runJob(deps.jobs, 'walkForward.run', { spec, runId, plan: planOf(spec), metric, windows: { train, test, anchored, purge, embargo }, symbol: series.symbol, bars: series.bars }, { ...options, ...watchCode(spec.code ?? null, series.bars.time) });
  };

  /** Runs a recorded walk-forward; what was tried is in the registry before what came of it. */
  const execute = (queued: Run, work: Work, options: RunOnBarsOptions): Promise<WalkForwardTaskOutput> =>
    active.execute(queued, async (watched) => {
      const output = await compute(work, queued.runId, watched);
      await recordTrials(queued.runId, work.spec, output);
      await deps.registry.saveResult(queued.runId, output.body);
      return { output, resultHash: null };
    }, options);

  /** One trial for each combination, with its mean score over the training windows. */
  async function recordTrials(runId: string, { space, metric }: WalkForwardSpec, { values, scores }: WalkForwardTaskOutput): Promise<void> {
    const names = Object.keys(space);
    const rows = Array.from(scores, (score, trial) => ({
      runId, trial, params: Object.fromEntries(names.map((name, a) => [name, values[trial * names.length + a] ?? 0])), metrics: { [metric]: Number.isFinite(score) ? score : null },
    }));
    for (let from = 0; from < rows.length; from += 1_024) await deps.registry.appendTrials(rows.slice(from, from + 1_024));
  }

  async function get(runId: string): Promise<Run> {
    const run = await active.get(runId);
    if (run === null || run.kind !== 'walk-forward') throw new AppError('NOT_FOUND', `There is no walk-forward ${runId}.`, { runId });
    return run;
  }

  return {
    async start(request, key, range) {
      const series = { symbol: key.instrumentId.split(':')[1] ?? key.instrumentId, ...(await loadSeries(source, key, range)) };
      const spec = await check(request, series, key);
      const run = await record(spec, await nameData(source, key, range, series));
      execute(run, { spec, series }, {}).catch((error: unknown) => deps.log.warn('a walk-forward ended without a result', { runId: run.runId, error }));
      return run;
    },
    async runOnBars(request, { symbol, bars }, options = {}) {
      const series = { symbol, bars, fingerprint: await runJob(deps.jobs, 'bars.fingerprint', bars, {}) };
      const spec = await check(request, series);
      const work = { spec, series };
      const output = options.isEphemeral === true ? await compute(work, null, options) : await execute(await record(spec, series.fingerprint), work, options);
      return decode(output.body);
    },
    get,
    async result(runId) {
      const { status } = await get(runId);
      const body = status === 'done' ? await deps.registry.loadResultBody(runId) : null;
      if (body === null) throw new AppError('NOT_FOUND', `Walk-forward ${runId} is ${status} and has no result.`, { runId, status });
      return decode(body);
    },
    list: (limit) => deps.registry.list(limit, 'walk-forward'),
    async cancel(runId) {
      active.cancel(runId);
      return await get(runId);
    },
    watch: (runId, signal) => active.watch(runId, () => get(runId), signal),
  };
}

const planOf = (request: WalkForwardRequest): TrialPlan => planOfSweep({ ...request, search: 'grid', searchSeed: 1 });

/** The bytes may lie on shared memory, of which the decoder takes none. */
const decode = (body: Uint8Array): WalkForwardResult => JSON.parse(new TextDecoder().decode(Uint8Array.from(body))) as WalkForwardResult;
