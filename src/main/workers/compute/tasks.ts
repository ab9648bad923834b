import type { BacktestResult } from '../../../contract/model/backtest.ts';
import type { StoredWalkForward } from '../../../contract/model/walk-forward.ts';
import { compareRuns } from '../../../quant/compare/index.ts';
import { describeEquity, describePrices } from '../../../quant/describe/index.ts';
import { reportTests } from '../../../quant/econometrics/index.ts';
import { runBacktest } from '../../../quant/engine/run-backtest.ts';
import { runStrategy } from '../../../quant/engine/run-strategy.ts';
import { fitRegimes, judgeRegimes, reportChangePoints } from '../../../quant/regimes/index.ts';
import { analyseRun, exportRun, makeReport, overlayRuns, pageResult, writeEquity } from '../../../quant/report/index.ts';
import { adjustBars, alignSeries, makeFactors, reportGaps, resample } from '../../../quant/series/index.ts';
import { analyseReturns, assessSignificance } from '../../../quant/stats/index.ts';
import type { StrategyDefinition } from '../../../quant/engine/strategy.ts';
import { crossValidate } from '../../../quant/sweep/cross-validate.ts';
import { readWalkForward } from '../../../quant/sweep/read-walk-forward.ts';
import { proposeTrials, runTrials, sizePlan, type TrialPlan } from '../../../quant/sweep/index.ts';
import { codePlace } from '../../../quant/strategies/code-place.ts';
import type { Task, TaskContext, TaskName } from '../../../quant/tasks.ts';
import { reportVolatility } from '../../../quant/volatility/index.ts';
import { readCapsule } from './capsule/read-capsule.ts';
import { digestResult, writeCapsule } from './capsule/write-capsule.ts';
import { computeFeatureColumns } from './compute-feature-columns.ts';
import { encodeResult } from './encode-result.ts';
import { fingerprintBars } from './fingerprint-bars.ts';
import { findLookAhead, judgeBacktest } from './judge-runs.ts';
import { recordBacktest } from './record-backtest.ts';
import { readPaper, runPaper } from './run-paper.ts';
import { runPaths, runStress } from './run-robustness.ts';
import { runWalkForward } from './run-walk-forward.ts';
import { openStrategy } from './guest/load-guest.ts';
import { decodeText, toSharedBytes } from './shared-bytes.ts';

/** Every computation that runs in the pool. A new one is an entry in the task map of quant and a line here. */
export const tasks: { readonly [K in TaskName]: Task<K> } = {
  'backtest.run': ({ spec, runId, series, code }, context) => {
    const output = code === undefined
      ? runBacktest({ strategy: spec.strategy, params: spec.params, settings: spec.settings, series }, context)
      : runStrategy(openStrategy(code, context, spec.settings.seed), spec.params, spec.settings, series, context);
    // What follows is ours, and takes its time over a million bars.
    if (code !== undefined) context.note?.(codePlace.after);
    return encodeResult(spec, runId, output);
  },
  'strategies.read': ({ code }, context) => {
    const { info, codeHash } = openStrategy(code, context);
    return { info, codeHash };
  },
  'backtest.report': ({ runId, body, data, ...options }) => makeReport(runId, JSON.parse(decodeText(body)) as BacktestResult, data, options),
  'crossValidation.run': (input, context) => crossValidate(input, context, strategyOf(input.plan, context)),
  'backtest.judge': judgeBacktest,
  'backtest.lookAhead': findLookAhead,
  'backtest.analyse': ({ runId, body, data, ...options }) => analyseRun(runId, JSON.parse(decodeText(body)) as BacktestResult, data, options),
  'backtest.export': ({ format, runId, title, body, data, verdict }) => toSharedBytes(exportRun(format, { runId, title }, JSON.parse(decodeText(body)) as BacktestResult, data, verdict)),
  'backtest.page': ({ body, ...options }) => pageResult(JSON.parse(decodeText(body)) as BacktestResult, options),
  'walkForward.read': ({ body, ...options }) => readWalkForward(JSON.parse(decodeText(body)) as StoredWalkForward, options),
  'walkForward.export': ({ body }) => toSharedBytes(writeEquity(JSON.parse(decodeText(body)) as StoredWalkForward)),
  'backtest.overlay': ({ runs, points }) => overlayRuns(runs.map(({ runId, title, body }) => ({ runId, title, result: JSON.parse(decodeText(body)) as BacktestResult })), points),
  'robustness.paths': runPaths,
  'robustness.stress': runStress,
  'returns.analyse': analyseReturns,
  'returns.assess': assessSignificance,
  'series.describe': (input, { progress }) => {
    if (input.kind === 'prices') return describePrices(input, progress);
    const { equity } = JSON.parse(decodeText(input.body)) as BacktestResult;
    return describeEquity({ runId: input.runId, name: input.name, ...equity }, progress);
  },
  'regimes.fit': fitRegimes,
  'regimes.judge': ({ prices, rules }) => judgeRegimes(prices, rules),
  'regimes.changes': reportChangePoints,
  'volatility.fit': reportVolatility,
  'series.test': reportTests,
  'series.gaps': (input) => reportGaps(input),
  'series.resample': (input) => resample(input),
  'series.adjust': ({ bars, table, from, to, clock }) => adjustBars(bars, table, from, to, clock),
  'series.factors': (input) => makeFactors(input),
  'series.align': ({ series, options }) => alignSeries(series, options),
  'features.compute': computeFeatureColumns,
  'sweep.plan': (plan, context) => sizePlan(plan, context, strategyOf(plan, context)),
  'sweep.run': (input, context) => runTrials(input, context, strategyOf(input.plan, context)),
  'sweep.propose': (input, context) => proposeTrials(input, strategyOf(input.plan, context)),
  'walkForward.run': (input, context) => runWalkForward(input, context, strategyOf(input.plan, context)),
  'backtest.record': recordBacktest,
  'paper.run': runPaper,
  'paper.read': readPaper,
  'backtest.compare': ({ a, b, ...options }) => compareRuns({ a: JSON.parse(decodeText(a)) as BacktestResult, b: JSON.parse(decodeText(b)) as BacktestResult, ...options }),
  'capsule.digest': digestResult,
  'capsule.write': writeCapsule,
  'capsule.read': readCapsule,
  'bars.fingerprint': fingerprintBars,
};

/** The strategy of a sweep where somebody wrote it; undefined: a ready-made one, by its name. */
const strategyOf = ({ code, settings }: TrialPlan, context: TaskContext): StrategyDefinition | undefined => (code === undefined ? undefined : openStrategy(code, context, settings.seed));
