import type { BacktestResult, BacktestSpec } from '../../../contract/model/backtest.ts';
import type { BacktestReport } from '../../../contract/model/report.ts';
import type { Run } from '../../../contract/model/run.ts';
import type { StrategyCode } from '../../../contract/model/strategy.ts';
import type { BacktestRunOutput } from '../../../quant/engine/task.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import type { JobPort } from '../jobs/index.ts';
import { createStrategies, watchCode, type RunnableStrategy, type Strategies } from '../strategies/index.ts';
import { AppError, type Clock, type IdSource, type Log } from '../kernel/index.ts';
import type { BarStore } from '../market/index.ts';
import { ActiveRuns } from './active-runs.ts';
import type { BacktestRequest, Backtests, RunOnBarsOptions } from './backtests.ts';
import { nameData, type BarSource } from './bar-source.ts';
import { checkRequest, namesOf } from './check-request.ts';
import { findReportData } from './find-run-data.ts';
import { hashJson } from './hash-json.ts';
import { Judgements, type Judge } from './judgements.ts';
import { describeData, loadSeries, nameBars, type NamedBars } from './load-series.ts';
import type { RecordedSpec, RunRegistry } from './ports.ts';
import { runJob } from './run-job.ts';
import { runTitle } from './run-title.ts';
import { checkExtras, rateKeysOf } from './series-extras.ts';

export type BacktestsDeps = {
  readonly jobs: JobPort;
  /** Ready-made ones only, where it is left out. */
  readonly strategies?: Pick<Strategies, 'resolve'>;
  readonly registry: RunRegistry;
  readonly bars: BarStore;
  /** Instruments whose bars come from a feed can be tested too. */
  readonly market?: BarSource['market'];
  /** Judges runs over stored series when they are done; without it they are judged when somebody asks. */
  readonly judge?: Judge;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
};

/** What a job is given. */
type Work = { readonly spec: BacktestSpec; readonly code: StrategyCode | null; readonly series: readonly NamedBars[] };

/** Builds backtests over jobs and the run registry. */
export function createBacktests(deps: BacktestsDeps): Backtests {
  const active = new ActiveRuns(deps);
  const source: BarSource = deps;
  const strategies = deps.strategies ?? createStrategies({ jobs: deps.jobs });

  const judgements = deps.judge === undefined ? null : new Judgements(deps.judge, deps, (runId, judgement) => {
    get(runId).then((run) => active.tell({ ...run, judgement }), (error: unknown) => deps.log.warn('nobody heard that a run was judged', { runId, error }));
  });

  /** Runs a recorded spec; what came of it is in the registry unread. */
  const execute = (queued: Run, work: Work, options: RunOnBarsOptions, isJudged = false): Promise<BacktestRunOutput> =>
    active.execute(queued, async (watched) => {
      const output = await runWork(work, queued.runId, watched);
      await deps.registry.saveResult(queued.runId, output.body);
      await deps.registry.appendTrials([{ runId: queued.runId, trial: 0, params: work.spec.params, metrics: output.figures }]);
      if (isJudged) judgements?.expect(queued.runId);
      return { output, resultHash: output.hash, ...(judgements?.isPending(queued.runId) === true ? { judgement: 'pending' as const } : {}) };
    }, options);

  const runWork = ({ spec, code, series }: Work, runId: string | null, { signal, onProgress }: RunOnBarsOptions): Promise<BacktestRunOutput> => {
    const [only] = series;
    const time = series.length === 1 ? only?.bars.time : undefined;
    return runJob(deps.jobs, 'backtest.run', { spec, runId, series, ...(code === null ? {} : { code }) }, { signal, onProgress, ...watchCode(code, time) });
  };

  /** `data` is what the hypothesis is about: never the name of a file, which anybody may change. */
  async function record(spec: RecordedSpec, data: readonly string[]): Promise<Run> {
    const symbols = spec.data.map((one) => one.symbol);
    const run: Run = {
      runId: deps.ids.next('run'), kind: 'backtest', hypothesis: hashJson({ strategy: spec.codeHash ?? spec.strategy, data }),
      title: runTitle(spec.strategy, spec.params, symbols), status: 'queued', progress: 0, failure: null, resultHash: null,
      createdAtMs: deps.clock.now(), finishedAtMs: null,
    };
    await deps.registry.create(run, spec);
    return run;
  }

  async function get(runId: string): Promise<Run> {
    const run = await active.get(runId);
    if (run === null) throw new AppError('NOT_FOUND', `There is no run ${runId}.`, { runId });
    return judgements?.isPending(runId) === true && run.status === 'done' ? { ...run, judgement: 'pending' } : run;
  }

  /** What is known of a run's worth by now. */
  async function findVerdict(runId: string): Promise<BacktestReport['verdict']> {
    const known = (await deps.judge?.known(runId)) ?? null;
    if (known !== null) return { state: 'made', grade: known.grade, headline: known.headline };
    return { state: judgements?.isPending(runId) === true ? 'pending' : 'none', grade: null, headline: null };
  }

  /** What is kept of a run that is done; NOT_FOUND for another. */
  async function loadDone<T>(runId: string, load: (runId: string) => Promise<T | null>): Promise<T> {
    const run = await get(runId);
    const loaded = run.status === 'done' ? await load(runId) : null;
    if (loaded === null) throw new AppError('NOT_FOUND', `Run ${runId} is ${run.status} and has no result.`, { runId, status: run.status });
    return loaded;
  }

  return {
    async start(request, keys, range) {
      const names = namesOf(keys);
      const strategy = await strategies.resolve(request);
      checkExtras(request, keys);
      const params = checkRequest(request, strategy, names, (request.rates ?? []).map(({ of }) => of));
      const series = [];
      for (const [k, key] of keys.entries()) series.push(await loadSeries(source, request, names[k] ?? key.instrumentId, key, range));
      const spec = makeSpec(request, strategy, params, series);
      const [only] = keys;
      const data = [];
      for (const [k, key] of keys.entries()) data.push(await nameData(source, key, range, series[k] as (typeof series)[number]));
      const run = await record({ ...spec, ...recordedCode(strategy), ...(keys.length === 1 && only !== undefined ? { series: only } : { keys }), ...rateKeysOf(request, keys) }, data);
      execute(run, { spec, code: strategy.code, series }, {}, true).then(
        () => judgements?.schedule(run.runId),
        (error: unknown) => {
          judgements?.drop(run.runId);
          deps.log.warn('a backtest ended without a result', { runId: run.runId, error });
        },
      );
      return run;
    },
    async runOnBars(request, given, options = {}) {
      const strategy = await strategies.resolve(request);
      const params = checkRequest(request, strategy, given.map((one) => one.symbol), given.filter((one) => one.rates !== undefined).map((one) => one.symbol));
      const series = [];
      for (const one of given) series.push(await nameBars(deps.jobs, one, options.signal));
      const spec = makeSpec(request, strategy, params, series);
      const work = { spec, code: strategy.code, series };
      const output = options.isEphemeral === true
        ? await runWork(work, null, options)
        : await execute(await record({ ...spec, ...recordedCode(strategy), ...(options.files === undefined ? {} : { files: options.files }) }, series.map((one) => one.fingerprint)), work, options);
      return decodeResult(output);
    },
    get,
    result: (runId) => loadDone(runId, deps.registry.loadResult),
    resultBody: (runId) => loadDone(runId, deps.registry.loadResultBody),
    resultPage: async (runId, options) => runJob(deps.jobs, 'backtest.page', { body: await loadDone(runId, deps.registry.loadResultBody), ...options }, {}),
    async report(runId, options) {
      const spec = await deps.registry.loadSpec(runId);
      // Two threads: one unpacks the result while the other reads the bars.
      const [body, data] = await Promise.all([loadDone(runId, deps.registry.loadResultBody), findReportData(source, spec)]);
      const report = await runJob(deps.jobs, 'backtest.report', { runId, body, data, ...options }, {});
      judgements?.hasten(runId);
      return { ...report, verdict: await findVerdict(runId) };
    },
    list: (limit, filter) => deps.registry.list(limit, 'backtest', filter),
    async cancel(runId) {
      active.cancel(runId);
      return await get(runId);
    },
    watch: (runId, signal) => active.watch(runId, () => get(runId), signal),
  };
}

/** The result as an object, read on this thread: for whoever asked to have it at hand. */
const decodeResult = ({ body }: BacktestRunOutput): BacktestResult => JSON.parse(new TextDecoder().decode(body)) as BacktestResult;

/** The code of a run, so that it can be run again from its record. */
const recordedCode = ({ code }: RunnableStrategy): Pick<RecordedSpec, 'code'> => (code === null ? {} : { code });

/** All that decides the result. */
function makeSpec(request: BacktestRequest, { info, codeHash }: RunnableStrategy, params: BacktestSpec['params'], series: readonly NamedBars[]): BacktestSpec {
  return {
    strategy: info.name, params, settings: request.settings,
    data: series.map(describeData), engineVersion,
    ...(codeHash === null ? {} : { codeHash }),
  };
}
