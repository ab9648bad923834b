import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { Run } from '../../../contract/model/run.ts';
import { walkForwardRequestSchema, type StoredWalkForward, type WalkForwardRequest, type WalkForwardSpec } from '../../../contract/model/walk-forward.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { planFolds } from '../../../quant/sweep/folds.ts';
import { readWalkForward, wholeWalkForward } from '../../../quant/sweep/read-walk-forward.ts';
import type { WalkForwardTaskOutput } from '../../../quant/tasks.ts';
import { createStrategies, watchCode } from '../strategies/index.ts';
import { AppError } from '../kernel/index.ts';
import { ActiveRuns } from './active-runs.ts';
import { asInvalid } from './as-invalid.ts';
import type { RunOnBarsOptions } from './backtests.ts';
import { nameData, type BarSource } from './bar-source.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import { checkGrid, planOfGrid, recordGridTrials } from './grid-search.ts';
import { hashJson } from './hash-json.ts';
import { describeData, loadSeries, nameBars, type NamedBars } from './load-series.ts';
import { nameFile } from './name-file.ts';
import { Pieces, textOf } from './pieces.ts';
import { runJob } from './run-job.ts';
import { checkExtras, symbolOf } from './series-extras.ts';
import type { WalkForwards } from './walk-forwards.ts';

/** More combinations than that take a walk-forward longer than anybody waits for one answer. */
const mostCombinations = 100_000;

type Work = { readonly spec: WalkForwardSpec; readonly series: NamedBars };

/** Builds walk-forwards over jobs and the run registry. */
export function createWalkForwards(deps: BacktestsDeps): WalkForwards {
  const source: BarSource = deps;
  const strategies = deps.strategies ?? createStrategies({ jobs: deps.jobs });
  const active = new ActiveRuns(deps);
  const exported = new Pieces();

  /** The spec of a walk-forward that can run. */
  async function check(given: WalkForwardRequest, series: NamedBars, key?: SeriesKey): Promise<WalkForwardSpec> {
    const request = walkForwardRequestSchema.parse(given);
    const strategy = await checkGrid({ jobs: deps.jobs, strategies }, request, series, { what: 'walk-forward', most: mostCombinations });
    asInvalid(() => planFolds(series.bars.time.length, request));
    return { ...request, ...strategy, data: [describeData(series)], ...(key === undefined ? {} : { series: key }), engineVersion };
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
    return runJob(deps.jobs, 'walkForward.run', { spec, runId, plan: planOfGrid(spec), metric, windows: { train, test, anchored, purge, embargo }, series }, { ...options, ...watchCode(spec.code ?? null, series.bars.time) });
  };

  /** Runs a recorded walk-forward; what was tried, with its mean score over the training windows, is in the registry before what came of it. */
  const execute = (queued: Run, work: Work, options: RunOnBarsOptions): Promise<WalkForwardTaskOutput> =>
    active.execute(queued, async (watched) => {
      const output = await compute(work, queued.runId, watched);
      await recordGridTrials(deps.registry, queued.runId, work.spec.space, output.values, work.spec.metric, output.scores);
      await deps.registry.saveResult(queued.runId, output.body);
      return { output, resultHash: null };
    }, options);

  async function get(runId: string): Promise<Run> {
    const run = await active.get(runId);
    if (run === null || run.kind !== 'walk-forward') throw new AppError('NOT_FOUND', `There is no walk-forward ${runId}.`, { runId });
    return run;
  }

  async function loadBody(runId: string): Promise<Uint8Array> {
    const { status } = await get(runId);
    const body = status === 'done' ? await deps.registry.loadResultBody(runId) : null;
    if (body === null) throw new AppError('NOT_FOUND', `Walk-forward ${runId} is ${status} and has no result.`, { runId, status });
    return body;
  }

  return {
    async start({ rates, actions, ...request }, key, range) {
      const extras = { rates, actions };
      checkExtras(extras, [key]);
      const series = await loadSeries(source, { ...extras, settings: request.settings }, symbolOf(key), key, range);
      const spec = await check(request, series, key);
      const run = await record(spec, await nameData(source, key, range, series));
      execute(run, { spec, series }, {}).catch((error: unknown) => deps.log.warn('a walk-forward ended without a result', { runId: run.runId, error }));
      return run;
    },
    async runOnBars(request, given, options = {}) {
      const series = await nameBars(deps.jobs, given, options.signal);
      const spec = await check(request, series);
      const work = { spec, series };
      const output = options.isEphemeral === true ? await compute(work, null, options) : await execute(await record(spec, series.fingerprint), work, options);
      return readWalkForward(JSON.parse(textOf(output.body)) as StoredWalkForward, wholeWalkForward);
    },
    get,
    result: async (runId, page) => runJob(deps.jobs, 'walkForward.read', { body: await loadBody(runId), ...page }, {}),
    async export(runId, format, offset) {
      const { title } = await get(runId);
      const make = async (): Promise<{ readonly body: Uint8Array }> => {
        const body = await loadBody(runId);
        return { body: format === 'json' ? body : await runJob(deps.jobs, 'walkForward.export', { body }, {}) };
      };
      const { whole, data, next } = await exported.take(`The ${format} of walk-forward ${runId}`, offset, make, { isText: true });
      const mediaType = format === 'json' ? 'application/json' : 'text/csv';
      return { name: nameFile(title, runId, format === 'json' ? '.json' : '-equity.csv'), mediaType, text: textOf(data), size: whole.body.length, next };
    },
    list: (limit) => deps.registry.list(limit, 'walk-forward'),
    async cancel(runId) {
      active.cancel(runId);
      return await get(runId);
    },
    watch: (runId, signal) => active.watch(runId, () => get(runId), signal),
  };
}
