import type { BacktestResult, BacktestSpec } from '../../../contract/model/backtest.ts';
import type { Run } from '../../../contract/model/run.ts';
import type { LookAhead, TrialCount, Verdict } from '../../../contract/model/verdict.ts';
import type { StrategyCode } from '../../../contract/model/strategy.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import type { JudgeRequest } from '../../../quant/honesty/index.ts';
import type { JudgeInput } from '../../../quant/tasks.ts';
import { AppError } from '../kernel/index.ts';
import { createStrategies, watchCode } from '../strategies/index.ts';
import type { Backtests } from './backtests.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import { checkRequest } from './check-request.ts';
import { findRunData, type RunDataSource } from './find-run-data.ts';
import type { Honesty } from './honesty.ts';
import type { RecordedSpec, TrialLedgerStore } from './ports.ts';
import { runJob } from './run-job.ts';

/** Counts with every change of how verdicts are made, so that those of before are made anew. */
const verdictVersion = 1;
/** Parameters of trials that a verdict compares are drawn from so many. */
const sampledTrials = 200;
const listedRuns = 100;

/** Without files, runs over files can be judged by their bars only while those are at hand. */
export type HonestyDeps = BacktestsDeps & Pick<RunDataSource, 'files'> & { readonly ledger: TrialLedgerStore };

/** What is judged: a run with its result, and its bars where they are there. */
type Case = Pick<JudgeInput, 'result' | 'series'> & { readonly code: StrategyCode | null; readonly run: Run | null; readonly signal?: AbortSignal | undefined };

/** What is checked for look-ahead. */
type Subject = { readonly strategy: string; readonly params: BacktestSpec['params']; readonly settings: BacktestSpec['settings']; readonly code: StrategyCode | null; readonly series: readonly SeriesInput[] };

/** Builds it over finished runs and the ledger of trials. */
export function createHonesty(deps: HonestyDeps, backtests: Pick<Backtests, 'get' | 'resultBody'>): Honesty {
  const source: RunDataSource = deps;
  const strategies = deps.strategies ?? createStrategies({ jobs: deps.jobs });
  const { ledger, registry, jobs } = deps;
  /** Verdicts under way: who asks for one of them waits for that one. */
  const making = new Map<string, Promise<Verdict>>();

  async function judge({ result, series, code, run, signal }: Case, earlier: Verdict | null): Promise<Verdict> {
    const trials = await countTrials(run);
    const family = trials.hypothesis === null || series === null ? [] : await ledger.sampleParams(trials.hypothesis, sampledTrials);
    const time = series?.length === 1 ? series[0]?.bars.time : undefined;
    const verdict = await runJob(jobs, 'backtest.judge', { result, trials, family, series, earlier, ...(code === null ? {} : { code }) }, { signal, ...watchCode(code, time) });
    if (run !== null) await ledger.saveVerdict(run.runId, { version: verdictVersion, verdict });
    return verdict;
  }

  /** Sweeps, walk-forwards and cross-validations count as trials, but are no run that could be judged. */
  async function getBacktest(runId: string): Promise<Run> {
    const run = await backtests.get(runId);
    if (run.kind !== 'backtest') throw new AppError('NOT_FOUND', `${runId} is a ${run.kind} and no backtest; run its best combination as a backtest, and that will be judged by all of them.`, { runId, kind: run.kind });
    return run;
  }

  /** null: they are nowhere any more. */
  async function findOrNull(runId: string, spec: RecordedSpec): Promise<readonly SeriesInput[] | null> {
    try {
      return await findRunData(source, runId, spec);
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  }

  async function countTrials(run: Run | null): Promise<TrialCount> {
    if (run === null) {
      return { hypothesis: null, count: 1, isWhole: false, sharpeDeviation: null, sentence: 'This run was kept out of the record: only itself is counted, and what was tried before is not known.' };
    }
    const { hypothesis } = run;
    const { trials, sharpeDeviation } = await ledger.summariseTrials(hypothesis);
    const count = Math.max(1, trials);
    const sentence = count === 1 ? 'This is the first trial of its hypothesis.' : `This hypothesis was tried ${count.toLocaleString('en')} times, this run included.`;
    return { hypothesis, count, isWhole: true, sharpeDeviation, sentence };
  }

  function check({ code, ...subject }: Subject, probes: number, signal?: AbortSignal): Promise<LookAhead> {
    const time = subject.series.length === 1 ? subject.series[0]?.bars.time : undefined;
    return runJob(jobs, 'backtest.lookAhead', { ...subject, ...(code === null ? {} : { code }), options: { probes, seed: subject.settings.seed } }, { signal, ...watchCode(code, time) });
  }

  async function findKnown(runId: string): Promise<Verdict | null> {
    const stored = await ledger.loadVerdict(runId);
    return stored?.version === verdictVersion ? stored.verdict : null;
  }

  async function makeVerdict(runId: string): Promise<Verdict> {
    const run = await getBacktest(runId);
    const result = await backtests.resultBody(runId);
    const known = await findKnown(runId);
    // What it says goes by the run, its bars and the trials: with as many of them as then, it would be the same.
    if (known !== null && known.data !== null && known.trials.count === (await ledger.summariseTrials(run.hypothesis)).trials) return known;
    const spec = await registry.loadSpec(runId);
    const series = spec === null ? null : await findOrNull(runId, spec);
    return await judge({ result, series, code: spec?.code ?? null, run }, known);
  }

  return {
    async verdict(runId) {
      const begun = making.get(runId) ?? makeVerdict(runId).finally(() => making.delete(runId));
      making.set(runId, begun);
      return await begun;
    },
    known: findKnown,
    async judgeOnBars(result: BacktestResult, request, series, signal) {
      const { code } = await strategies.resolve(request);
      const run = result.runId === null ? null : await backtests.get(result.runId);
      const needed = whatIsJudged(result);
      try {
        return await judge({ result: needed, series, code, run, signal }, null);
      } catch (error) {
        // A strategy that takes too much when it is run again takes nothing away from the run that there is.
        if (signal?.aborted === true) throw error;
        deps.log.warn('a run was judged without its bars', { runId: result.runId, error });
        return await judge({ result: needed, series: null, code: null, run, signal }, null);
      }
    },
    async trials(runId) {
      const { hypothesis } = await backtests.get(runId);
      const found = await ledger.loadLedger(hypothesis, listedRuns);
      if (found === null) throw new AppError('NOT_FOUND', `Nothing is recorded of the hypothesis of run ${runId}.`, { runId });
      return found;
    },
    hypotheses: (limit) => ledger.listHypotheses(limit),
    async checkLookAhead(runId, { probes }) {
      await getBacktest(runId);
      const spec = await registry.loadSpec(runId);
      if (spec === null) throw new AppError('NOT_FOUND', `What run ${runId} was made of is not recorded.`, { runId });
      const series = await findRunData(source, runId, spec);
      const { strategy, params, settings, code } = spec;
      return await check({ strategy, params, settings, code: code ?? null, series }, probes);
    },
    async checkOnBars(request, series, { probes }, signal) {
      const strategy = await strategies.resolve(request);
      const params = checkRequest(request, strategy, series.map((one) => one.symbol), series.filter((one) => one.rates !== undefined).map((one) => one.symbol));
      return await check({ strategy: strategy.info.name, params, settings: request.settings, code: strategy.code, series }, probes, signal);
    },
  };
}

/** What of a result the job needs, in columns that cost little on the way to it. */
const whatIsJudged = ({ runId, spec, trades, equity: { time, value }, interval, ruin }: BacktestResult): JudgeRequest['result'] => ({
  runId, spec, trades, equity: { time: Float64Array.from(time), value: Float64Array.from(value) }, ...(interval === undefined ? {} : { interval }), ...(ruin === undefined ? {} : { ruin }),
});
