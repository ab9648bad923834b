import type { SeriesKey } from '../../../contract/model/bar.ts';
import { crossValidationRequestSchema, type CrossValidation, type CrossValidationRequest, type CrossValidationSpec } from '../../../contract/model/cross-validation.ts';
import type { Run } from '../../../contract/model/run.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { planPurgedSplits } from '../../../quant/sweep/purged-splits.ts';
import type { TaskOutput } from '../../../quant/tasks.ts';
import { createStrategies, watchCode } from '../strategies/index.ts';
import { ActiveRuns } from './active-runs.ts';
import { asInvalid } from './as-invalid.ts';
import type { RunOnBarsOptions, StoredExtras } from './backtests.ts';
import { nameData, type BarSource, type Range } from './bar-source.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import { checkGrid, planOfGrid, recordGridTrials } from './grid-search.ts';
import { hashJson } from './hash-json.ts';
import { describeData, loadSeries, nameBars, type NamedBars } from './load-series.ts';
import { runJob } from './run-job.ts';
import { checkExtras, symbolOf } from './series-extras.ts';

/** More combinations than that take longer than anybody waits for one answer. */
const mostCombinations = 10_000;

/** Cross-validations of a choice among parameters. Every combination that was tried is a trial of the hypothesis. */
export interface CrossValidations {
  /** Over a stored series, to the end. What can never run is INVALID_INPUT and is not recorded. */
  run(request: CrossValidationRequest & StoredExtras, series: SeriesKey, range: Range): Promise<CrossValidation>;
  /** Over bars at hand. */
  runOnBars(request: CrossValidationRequest, series: SeriesInput, options?: RunOnBarsOptions): Promise<CrossValidation>;
}

/** Builds them over jobs and the run registry. */
export function createCrossValidations(deps: BacktestsDeps): CrossValidations {
  const source: BarSource = deps;
  const strategies = deps.strategies ?? createStrategies({ jobs: deps.jobs });
  const active = new ActiveRuns(deps);

  /** The spec of one that can run. */
  async function check(given: CrossValidationRequest, series: NamedBars, key?: SeriesKey): Promise<CrossValidationSpec> {
    const request = crossValidationRequestSchema.parse(given);
    const strategy = await checkGrid({ jobs: deps.jobs, strategies }, request, series, { what: 'cross-validation', most: mostCombinations });
    asInvalid(() => planPurgedSplits(series.bars.time.length, request));
    return { ...request, ...strategy, data: [describeData(series)], ...(key === undefined ? {} : { series: key }), engineVersion };
  }

  async function compute(spec: CrossValidationSpec, series: NamedBars, { signal, onProgress }: RunOnBarsOptions): Promise<TaskOutput<'crossValidation.run'>> {
    const { metric, groups, testGroups, purge, embargo } = spec;
    return await runJob(deps.jobs, 'crossValidation.run', { plan: planOfGrid(spec), metric, options: { groups, testGroups, purge, embargo }, series }, { signal, onProgress, ...watchCode(spec.code ?? null, series.bars.time) });
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
      await recordGridTrials(deps.registry, run.runId, spec.space, output.values, 'sharpe', output.sharpes);
      const found = describe(run.runId, spec, output);
      await deps.registry.saveResult(run.runId, new TextEncoder().encode(JSON.stringify(found)));
      return { output: found, resultHash: null };
    }, options);
  }

  return {
    async run({ rates, actions, ...request }, key, range) {
      const extras = { rates, actions };
      checkExtras(extras, [key]);
      const series = await loadSeries(source, { ...extras, settings: request.settings }, symbolOf(key), key, range);
      const spec = await check(request, series, key);
      return await runRecorded(spec, series, await nameData(source, key, range, series), {});
    },
    async runOnBars(request, given, options = {}) {
      const series = await nameBars(deps.jobs, given, options.signal);
      const spec = await check(request, series);
      return options.isEphemeral === true ? describe(null, spec, await compute(spec, series, options)) : await runRecorded(spec, series, series.fingerprint, options);
    },
  };
}

const describe = (runId: string | null, { strategy, data }: CrossValidationSpec, { values: _values, sharpes: _sharpes, ...found }: TaskOutput<'crossValidation.run'>): CrossValidation =>
  ({ runId, strategy, data, ...found });
