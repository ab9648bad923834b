import type { BacktestResultPage } from '../contract/model/backtest.ts';
import type { BarColumns } from '../contract/model/bar.ts';
import type { MonteCarlo, Stress } from '../contract/model/robustness.ts';
import type { BacktestReport } from '../contract/model/report.ts';
import type { Comparison } from '../contract/model/compare.ts';
import type { RunAnalysis } from '../contract/model/run-analysis.ts';
import type { RunOverlay } from '../contract/model/run-overlay.ts';
import type { StrategyCode, StrategyInfo } from '../contract/model/strategy.ts';
import type { BacktestRunInput, BacktestRunOutput, BacktestTaskInput, SeriesInput } from './engine/task.ts';
import type { JudgeRequest, LookAheadOptions } from './honesty/index.ts';
import type { CompareInput } from './compare/index.ts';
import type { CapsuleDigest, CapsuleReadOutput, CapsuleWriteInput } from './compare/capsule-task.ts';
import type { FeatureColumns, JoinedSeries } from './features/index.ts';
import type { ReturnAnalysis } from '../contract/model/analysis.ts';
import type { ReturnSignificance } from '../contract/model/significance.ts';
import type { GapReport } from '../contract/model/gap-report.ts';
import type { SeriesDescription } from '../contract/model/description.ts';
import type { ChangePointReport, RegimeFit, RuleRegimes } from '../contract/model/regime.ts';
import type { SeriesTestReport } from '../contract/model/series-test.ts';
import type { LookAhead, Verdict } from '../contract/model/verdict.ts';
import type { VolatilityReport } from '../contract/model/volatility.ts';
import type { WalkForwardResult, WalkForwardSpec } from '../contract/model/walk-forward.ts';
import type { EquityInput, PriceInput } from './describe/index.ts';
import type { ChangePointRequest, PriceSeries, RegimeFitRequest, RegimeRules } from './regimes/index.ts';
import type { SeriesTestRequest } from './econometrics/index.ts';
import type { AnalysisTaskInput, ExportTaskInput, OverlayTaskInput, ReportTaskInput, ResultPageOptions } from './report/index.ts';
import type { Aligned, AlignOptions, FactorRequest, FactorTable, MadeFactors, GapRequest, PriceMode, Resampled, ResampleRequest, TimedColumns, ZoneClock } from './series/index.ts';
import type { ReturnSeries, SignificanceRequest } from './stats/index.ts';
import type { PlanSize, ProposeInput, ProposeOutput, SweepRunInput, SweepRunOutput, TrialPlan } from './sweep/index.ts';
import type { CrossValidationInput, CrossValidationOutput } from './sweep/cross-validate.ts';
import type { PathOptions } from './sweep/monte-carlo.ts';
import type { ReturnsOf, StressOptions } from './sweep/stress-run.ts';
import type { WalkForwardPage } from './sweep/read-walk-forward.ts';
import type { WalkForwardInput } from './sweep/walk-forward.ts';
import type { VolatilityRequest } from './volatility/index.ts';
import type { PaperReadInput, PaperReadOutput, PaperRunInput, PaperRunOutput } from './paper/index.ts';
import type { RecordTaskInput, RecordTaskOutput } from './microscope/task.ts';

/** Prices, or the stored result of a run: JSON in UTF-8. */
export type DescribeTaskInput = ({ readonly kind: 'prices' } & PriceInput) | ({ readonly kind: 'equity'; readonly body: Uint8Array } & Pick<EquityInput, 'runId' | 'name'>);

/** Bars of one mode of prices as bars of another. */
export type AdjustTaskInput = { readonly bars: BarColumns; readonly table: FactorTable; readonly from: PriceMode; readonly to: PriceMode; readonly clock: ZoneClock };

/** Features by their names; the clock is that of the instrument, null for UTC. */
export type FeatureTaskInput = {
  readonly columns: FeatureColumns; readonly names: readonly string[]; readonly clock: ZoneClock | null; readonly peers: readonly FeatureColumns[];
  /** Series from elsewhere, each as it was known so long after the start of a bar. */
  readonly joins: readonly JoinedSeries[]; readonly barMs: number;
  /** Columns to write into, in the order of the names, on memory that threads share: who computes again and again has them made, and touched, once. */
  readonly out?: readonly Float64Array[];
};
/** A column for each name, NaN where there is no value, on memory that threads share; after the names asked for come those of the joins. */
export type FeatureTaskOutput = { readonly names: readonly string[]; readonly warmups: readonly number[]; readonly columns: Readonly<Record<string, Float64Array>> };

/** A finished run, as JSON in UTF-8, whose returns are put in other orders. */
export type RunPathsInput = { readonly runId: string; readonly body: Uint8Array; readonly of: ReturnsOf; readonly options: Omit<PathOptions, 'progress'> };
/** A run that is run again under other circumstances. */
export type StressInput = BacktestTaskInput & { readonly runId: string; readonly code?: StrategyCode; readonly options: StressOptions };

/** Results of two runs, as JSON in UTF-8, and which rows of their trades are wanted. */
export type CompareTaskInput = Omit<CompareInput, 'a' | 'b'> & { readonly a: Uint8Array; readonly b: Uint8Array };

/** A walk-forward over the bars that its spec names; `runId` null: it is not recorded. */
export type WalkForwardTaskInput = WalkForwardInput & { readonly spec: WalkForwardSpec; readonly runId: string | null };
/** JSON in UTF-8 of the result, and the combinations that were tried with their mean scores. */
export type WalkForwardTaskOutput = { readonly body: Uint8Array; readonly values: Float64Array; readonly scores: Float64Array };

/**
 * A finished run that is judged: its result, or JSON in UTF-8 of it. `series` null: its bars are not at hand, and what an earlier verdict found
 * in them holds.
 */
export type JudgeInput = Omit<JudgeRequest, 'result' | 'run'> & {
  readonly result: JudgeRequest['result'] | Uint8Array;
  readonly code?: StrategyCode;
  readonly series: readonly SeriesInput[] | null;
};
/** A strategy with what it is run on, to be run again without the future. */
export type LookAheadInput = BacktestTaskInput & { readonly code?: StrategyCode; readonly options: Pick<LookAheadOptions, 'probes' | 'seed'> };

/** Every computation that may run outside the main thread, with what it takes and gives. All of it survives structured clone. */
export type TaskMap = {
  'backtest.run': { input: BacktestRunInput; output: BacktestRunOutput };
  /** What a strategy that somebody wrote says of itself, and the SHA-256 of its code without name and parameters. */
  'strategies.read': { input: { readonly code: StrategyCode }; output: { readonly info: StrategyInfo; readonly codeHash: string } };
  /** A finished run as it is read: curves thinned, figures in words, a page of trades. */
  'backtest.report': { input: ReportTaskInput; output: BacktestReport };
  /** A finished run, or a walk-forward, as one message bears it. */
  'backtest.page': { input: ResultPageOptions & { readonly body: Uint8Array }; output: BacktestResultPage };
  'walkForward.read': { input: WalkForwardPage & { readonly body: Uint8Array }; output: WalkForwardResult };
  /** A finished run as a text to be taken elsewhere, in UTF-8; of a walk-forward its equity. */
  'backtest.export': { input: ExportTaskInput; output: Uint8Array };
  'walkForward.export': { input: { readonly body: Uint8Array }; output: Uint8Array };
  /** Finished runs side by side. */
  'backtest.overlay': { input: OverlayTaskInput; output: RunOverlay };
  /** What a report has no room for: exposure, rolling figures, excursions, costs, a benchmark. */
  'backtest.analyse': { input: AnalysisTaskInput; output: RunAnalysis };
  /** Everything that a series of returns says. */
  'returns.analyse': { input: ReturnSeries; output: Omit<ReturnAnalysis, 'leftOut'> };
  /** Whether the returns of a strategy, or of the best of several, may be luck. */
  'returns.assess': { input: SignificanceRequest; output: ReturnSignificance };
  /** What a series of prices, or the equity of a stored run, is like. */
  'series.describe': { input: DescribeTaskInput; output: SeriesDescription };
  /** Regimes of prices: by a hidden Markov model, by rules, and where their returns changed for good. */
  'regimes.fit': { input: RegimeFitRequest; output: RegimeFit };
  'regimes.judge': { input: { readonly prices: PriceSeries; readonly rules: RegimeRules }; output: RuleRegimes };
  'regimes.changes': { input: ChangePointRequest; output: ChangePointReport };
  /** A model of volatility, and tests of series. */
  'volatility.fit': { input: VolatilityRequest; output: VolatilityReport };
  'series.test': { input: SeriesTestRequest; output: SeriesTestReport };
  /** What can be made of bars and said of their gaps. */
  'series.gaps': { input: GapRequest; output: GapReport };
  'series.resample': { input: ResampleRequest; output: Resampled };
  'series.adjust': { input: AdjustTaskInput; output: BarColumns };
  'series.factors': { input: FactorRequest; output: MadeFactors };
  'series.align': { input: { readonly series: readonly TimedColumns[]; readonly options: AlignOptions }; output: Aligned };
  /** Features for learning. */
  'features.compute': { input: FeatureTaskInput; output: FeatureTaskOutput };
  /** Trials of a sweep: how many there are, some of them, and which a search tries next. */
  'sweep.plan': { input: TrialPlan; output: PlanSize };
  'sweep.run': { input: SweepRunInput; output: SweepRunOutput };
  'sweep.propose': { input: ProposeInput; output: ProposeOutput };
  'robustness.paths': { input: RunPathsInput; output: MonteCarlo };
  'robustness.stress': { input: StressInput; output: Stress };
  'walkForward.run': { input: WalkForwardTaskInput; output: WalkForwardTaskOutput };
  'crossValidation.run': { input: CrossValidationInput; output: CrossValidationOutput };
  /** What a run is worth. */
  'backtest.judge': { input: JudgeInput; output: Verdict };
  'backtest.lookAhead': { input: LookAheadInput; output: LookAhead };
  /** A recorded run made again, with what happened to its orders. */
  'backtest.record': { input: RecordTaskInput; output: RecordTaskOutput };
  /** A session on paper over the bars that it recorded: its journal so far, and what it is like. */
  'paper.run': { input: PaperRunInput; output: PaperRunOutput };
  'paper.read': { input: PaperReadInput; output: PaperReadOutput };
  /** Two stored results, JSON in UTF-8, side by side. */
  'backtest.compare': { input: CompareTaskInput; output: Comparison };
  /** A finished run as one file, and back. */
  'capsule.digest': { input: { readonly body: Uint8Array }; output: CapsuleDigest };
  'capsule.write': { input: CapsuleWriteInput; output: Uint8Array };
  'capsule.read': { input: { readonly body: Uint8Array; readonly readable: { readonly format: string; readonly version: number } }; output: CapsuleReadOutput };
  /** SHA-256 of the columns' bytes. */
  'bars.fingerprint': { input: BarColumns; output: string };
};

export type TaskName = keyof TaskMap;
export type TaskInput<K extends TaskName> = TaskMap[K]['input'];
export type TaskOutput<K extends TaskName> = TaskMap[K]['output'];

/** What a running task may do besides computing: say how far it is. Throws to stop when the job was cancelled. */
export type TaskContext = {
  readonly progress: (share: number) => void;
  /** Before code of others is called: where, so that whoever watches from outside can tell where it hangs. */
  readonly note?: (place: number) => void;
};

/** A task's implementation. */
export type Task<K extends TaskName> = (input: TaskInput<K>, context: TaskContext) => TaskOutput<K>;
