import type { BarColumns, SeriesKey } from '../../../contract/model/bar.ts';
import { crossValidationRequestSchema, type CrossValidation, type CrossValidationRequest, type CrossValidationSpec } from '../../../contract/model/cross-validation.ts';
import type { Run } from '../../../contract/model/run.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { QuantError } from '../../../quant/error.ts';
import { planPurgedSplits } from '../../../quant/sweep/purged-splits.ts';
import type { TrialPlan } from '../../../quant/sweep/index.ts';
import type { TaskOutput } from '../../../quant/tasks.ts';
import { AppError } from '../kernel/index.ts';
import { createStrategies, watchCode } from '../strategies/index.ts';
import { ActiveRuns } from './active-runs.ts';
import type { RunOnBarsOptions } from './backtests.ts';
import { nameData, type BarSource, type Range } from './bar-source.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import { hashJson } from './hash-json.ts';
import { loadSeries, type NamedBars } from './load-series.ts';
import { runJob } from './run-job.ts';
import { checkSweepRequest, sizeSweep } from './size-sweep.ts';
import { planOf } from './sweep-runner.ts';

/** More combinations than that take longer than anybody waits for one answer. */
const mostCombinations = 10_000;
const trialsAtOnce = 1_024;

/** Cross-validations of a choice among parameters. Every combination that was tried is a trial of the hypothesis. */
export interface CrossValidations {
  /** Over a stored series, to the end. What can never run is INVALID_INPUT and is not recorded. */
  run(request: CrossValidationRequest, series: SeriesKey, range: Range): Promise<CrossValidation>;
  /** Over bars at hand. */
  runOnBars(request: CrossValidationRequest, series: { readonly symbol: string; readonly bars: BarColumns }, options?: RunOnBarsOptions): Promise<CrossValidation>;
}

/** Builds them over jobs and the run registry. */
export function createCrossValidations(deps: BacktestsDeps): CrossValidations {
  const source: BarSource = { bars: deps.bars, jobs: deps.jobs, ...(deps.market === undefined ? {} : { market: deps.market }) };
  const strategies = deps.strategies ?? createStrategies({ jobs: deps.jobs });
  const active = new ActiveRuns(deps);

  /** The spec of one that can run. */
  async function check(given: CrossValidationRequest, { bars, symbol, fingerprint }: NamedBars, key?: SeriesKey): Promise<CrossValidationSpec> {
    const { info, code, codeHash } = await strategies.resolve(given);
    const request = { ...crossValidationRequestSchema.parse(given), strategy: info.name, ...(code === null ? {} : { code }) };
    const { groups: _groups, testGroups: _tests, purge: _purge, embargo: _embargo, ...search } = request;
    const { trials } = await sizeSweep(deps.jobs, checkSweepRequest({ ...search, search: 'grid', searchSeed: 1 }, info), toPlan(request), 1);
    if (trials > mostCombinations) throw new AppError('INVALID_INPUT', `The grid has ${trials.toLocaleString('en')} combinations; a cross-validation takes at most ${mostCombinations.toLocaleString('en')}. Take larger steps.`, { trials });
    try {
      planPurgedSplits(bars.time.length, request);
    } catch (error) {
      if (error instanceof QuantError) throw new AppError('INVALID_INPUT', error.message, { code: error.code });
      throw error;
    }
    const data = [{ symbol, bars: bars.time.length, fromMs: epochMs(bars.time[0] ?? 0), toMs: epochMs(bars.time.at(-1) ?? 0), fingerprint }];
    return { ...request, data, ...(key === undefined ? {} : { series: key }), engineVersion, ...(codeHash === null ? {} : { codeHash }) };
  }

  async function compute(spec: CrossValidationSpec, { symbol, bars }: NamedBars, { signal, onProgress }: RunOnBarsOptions): Promise<TaskOutput<'crossValidation.run'>> {
    const { metric, groups, testGroups, purge, embargo } = spec;
    return await runJob(deps.jobs, 'crossValidation.run', { plan: toPlan(spec), metric, options: { groups, testGroups, purge, embargo }, symbol, bars }, { signal, onProgress, ...watchCode(spec.code ?? null, bars.time) });
  }

  /** Records what is tried before anything is, and what came of it. */
  async function runRecorded(spec: CrossValidationSpec, series: NamedBars, data: string, options: RunOnBarsOptions): Promise<CrossValidation> {
    const run: Run = {
      runId: deps.ids.next('cv'), kind: 'cross-validation', hypothesis: hashJson({ strategy: spec.codeHash ?? spec.strategy, data: [data] }),
      title: `${spec.strategy} ${Object.keys(spec.space).join('/')} cross-validated on ${series.symbol}`, status: 'queued', progress: 0, failure: null, resultHash: null,
      createdAtMs: deps.clock.now(), finishedAtMs: null,
    };
    await deps.registry.create(run, spec);
    return await active.execute(run, async (watched) => {
      const output = await compute(spec, series, watched);
      await recordTrials(run.runId, spec, output);
      const found = describe(run.runId, spec, output);
      await deps.registry.saveResult(run.runId, new TextEncoder().encode(JSON.stringify(found)));
      return { output: found, resultHash: null };
    }, options);
  }

  async function recordTrials(runId: string, { space }: CrossValidationSpec, { values, sharpes }: TaskOutput<'crossValidation.run'>): Promise<void> {
    const names = Object.keys(space);
    const rows = Array.from(sharpes, (sharpe, trial) => ({
      runId, trial, params: Object.fromEntries(names.map((name, a) => [name, values[trial * names.length + a] ?? 0])), metrics: { sharpe: Number.isFinite(sharpe) ? sharpe : null },
    }));
    for (let from = 0; from < rows.length; from += trialsAtOnce) await deps.registry.appendTrials(rows.slice(from, from + trialsAtOnce));
  }

  return {
    async run(request, key, range) {
      const series = { symbol: key.instrumentId.split(':')[1] ?? key.instrumentId, ...(await loadSeries(source, key, range)) };
      const spec = await check(request, series, key);
      return await runRecorded(spec, series, await nameData(source, key, range, series), {});
    },
    async runOnBars(request, { symbol, bars }, options = {}) {
      const series = { symbol, bars, fingerprint: await runJob(deps.jobs, 'bars.fingerprint', bars, {}) };
      const spec = await check(request, series);
      return options.isEphemeral === true ? describe(null, spec, await compute(spec, series, options)) : await runRecorded(spec, series, series.fingerprint, options);
    },
  };
}

const toPlan = (request: CrossValidationRequest): TrialPlan => planOf({ ...request, search: 'grid', searchSeed: 1 });

const describe = (runId: string | null, { strategy, data }: CrossValidationSpec, { values: _values, sharpes: _sharpes, ...found }: TaskOutput<'crossValidation.run'>): CrossValidation =>
  ({ runId, strategy, data, ...found });
