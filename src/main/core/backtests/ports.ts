import type { BacktestResult, BacktestSpec } from '../../../contract/model/backtest.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { Run } from '../../../contract/model/run.ts';
import type { StrategyCode } from '../../../contract/model/strategy.ts';
import type { BarFileOptions } from '../data/index.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { CrossValidationSpec } from '../../../contract/model/cross-validation.ts';
import type { WalkForwardSpec } from '../../../contract/model/walk-forward.ts';
import type { SweepMetric, SweepSpec } from '../../../contract/model/sweep.ts';
import type { Hypothesis, TrialLedger, Verdict } from '../../../contract/model/verdict.ts';

export type TrialRow = {
  readonly runId: string;
  /** Position of the trial in its run, from 0. */
  readonly trial: number;
  readonly params: Readonly<Record<string, number>>;
  readonly metrics: Readonly<Record<string, number | null>>;
};

/** Trials from one place to before another. */
export type TrialStretch = { readonly fromTrial: number; readonly toTrial: number };

/** How trials are listed: ranked by a metric, ties in the order of the trials and what is not defined last; null: in the order of the trials. */
export type TrialOrder = Partial<TrialStretch> & { readonly metric: SweepMetric | null; readonly offset: number; readonly limit: number };

export type TrialCounts = {
  readonly done: number;
  /** Those whose metric `event` is 1. */
  readonly event: number;
  /** Those without a number of trades. */
  readonly failed: number;
};

/** Which trials are put together: those of a stretch of places whose other parameters have the given values. */
export type TrialGrouping = {
  readonly x: string;
  /** null: by x alone. */
  readonly y: string | null;
  readonly metric: SweepMetric;
  readonly fixed: Readonly<Record<string, number>>;
} & TrialStretch;

/** The trials with the same two values. */
export type TrialGroup = {
  readonly x: number | null;
  readonly y: number | null;
  /** The highest figure, and the trial that has it; null: none has one. */
  readonly best: number | null;
  readonly bestTrial: number;
  /** Of the figures that are defined. */
  readonly sum: number;
  readonly count: number;
  readonly trials: number;
};

/** How the trials of a stretch did. */
export type StretchSummary = {
  /** The highest figure, and the first trial that has it; null: none has one. */
  readonly best: number | null;
  readonly bestTrial: number | null;
  /** Of the figures that are defined; null: none is. */
  readonly median: number | null;
  readonly trials: number;
};

/** Trials of sweeps, by run. */
export interface TrialStore {
  /** All or none; a trial recorded again replaces itself. */
  appendTrials(rows: readonly TrialRow[]): Promise<void>;
  listTrials(runId: string, order: TrialOrder): Promise<readonly TrialRow[]>;
  countRunTrials(runId: string): Promise<TrialCounts>;
  /** null: there is none (yet). */
  loadTrial(runId: string, trial: number): Promise<TrialRow | null>;
  groupTrials(runId: string, grouping: TrialGrouping): Promise<readonly TrialGroup[]>;
  /** One for each stretch, in their order. */
  summariseStretches(runId: string, metric: SweepMetric, stretches: readonly TrialStretch[]): Promise<readonly StretchSummary[]>;
  /** Places of the trials that are recorded, ascending. */
  finishedTrials(runId: string): Promise<Int32Array>;
}

/** What decided a sweep, and how its trials are numbered: those of each series follow one another. */
export type RecordedSweep = SweepSpec & {
  /** Numbers that belong to each series. */
  readonly perSeries: number;
  /** The same of each further strategy; their trials follow those of the strategies before them. */
  readonly perSeriesOfOthers?: readonly number[];
  /** Trials of all series together. */
  readonly trials: number;
  /** As those of a run. */
  readonly rateKeys?: readonly (SeriesKey | null)[];
  /** Of a sweep over several series: the hypothesis over each by itself, towards which its trials count, too. */
  readonly hypotheses?: readonly string[];
  /** Of a sweep over several strategies: the hypothesis of each of them over each series by itself, its trials, and what it holds fixed. */
  readonly lanes?: readonly { readonly hypothesis: string; readonly first: number; readonly beyond: number; readonly params: Readonly<Record<string, number>> }[];
};

/** What decided a run, and the series that its bars came from: left out for bars of a file at hand. */
export type RecordedSpec = BacktestSpec & {
  readonly series?: SeriesKey;
  /** Those of a run over several series, in their order. */
  readonly keys?: readonly SeriesKey[];
  /** Stored rates that convert the currency of each, in their order; null: none. */
  readonly rateKeys?: readonly (SeriesKey | null)[];
  /** Files that the bars were read from, and how: the only trace of a place on this computer, which leaves it with nothing. */
  readonly files?: readonly { readonly path: string; readonly options: BarFileOptions }[];
  /** The code as it was run; left out for a ready-made strategy. */
  readonly code?: StrategyCode;
};

/** Which runs are listed. */
export type RunFilter = {
  /** Each of its words is in the title, the id, the tags or the note; empty: all. */
  readonly search: string;
  readonly tag: string | null;
};

/** What people write about a run; null: it stays as it is. */
export type RunNotes = { readonly tags: readonly string[] | null; readonly note: string | null };

/** Research on disk (synchronous=FULL). Each call is one short transaction that waits up to 10 s for another process. */
export interface RunRegistry extends TrialStore {
  /** Records the run and its spec before it starts, so that nothing escapes the count. */
  create(run: Run, spec: RecordedSpec | RecordedSweep | WalkForwardSpec | CrossValidationSpec): Promise<void>;
  update(run: Run): Promise<void>;
  loadSpec(runId: string): Promise<RecordedSpec | null>;
  /** Of a run that is a sweep. */
  loadSweep(runId: string): Promise<RecordedSweep | null>;
  /** Takes UTF-8 JSON of a {@link BacktestResult}, as the job made it: the caller's thread does not read it. */
  saveResult(runId: string, body: Uint8Array): Promise<void>;
  loadResult(runId: string): Promise<BacktestResult | null>;
  /** The same bytes that were saved, on memory that threads share: for a job, so that the caller's thread does not read them. */
  loadResultBody(runId: string): Promise<Uint8Array | null>;
  get(runId: string): Promise<Run | null>;
  /** Newest first; all kinds where none is named. */
  list(limit: number, kind?: Run['kind'], filter?: RunFilter): Promise<readonly Run[]>;
  /** NOT_FOUND where there is no such run. Gives the run as it is then. */
  annotate(runId: string, notes: RunNotes, now: EpochMs): Promise<Run>;
  /** Trials counted for a hypothesis over all its runs; a single backtest is one. */
  countTrials(hypothesis: string): Promise<number>;
  dispose(): Promise<void>;
}

/** How often a hypothesis was tried, over all its runs, and how the annual Sharpe ratios of its trials lie; null for none. */
export type TrialSummary = Pick<Hypothesis, 'trials' | 'bestSharpe' | 'meanSharpe' | 'sharpeDeviation'>;

/** Parameters of a trial by name; what is not named is as the strategy has it. */
export type TrialParams = Readonly<Record<string, number>>;

/** A verdict as it was last made, with the version of how verdicts are made. */
export type StoredVerdict = { readonly version: number; readonly verdict: Verdict };

/** Trials by hypothesis, across runs and sessions, and verdicts. */
export interface TrialLedgerStore {
  summariseTrials(hypothesis: string): Promise<TrialSummary>;
  /** Different parameters that were tried, at most so many, taken as evenly as there are. */
  sampleParams(hypothesis: string, count: number): Promise<readonly TrialParams[]>;
  /** The latest first. */
  listHypotheses(limit: number): Promise<readonly Hypothesis[]>;
  /** With at most so many of its runs, the newest first; null: nothing was recorded for it. */
  loadLedger(hypothesis: string, limit: number): Promise<TrialLedger | null>;
  /** In place of an earlier one; NOT_FOUND for a run that is not recorded. */
  saveVerdict(runId: string, verdict: StoredVerdict): Promise<void>;
  loadVerdict(runId: string): Promise<StoredVerdict | null>;
}
