import type { BacktestResult, BacktestSpec } from '../../../contract/model/backtest.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { Run } from '../../../contract/model/run.ts';
import type { StrategyCode } from '../../../contract/model/strategy.ts';

export type TrialRow = {
  readonly runId: string;
  /** Position of the trial in its run, from 0. */
  readonly trial: number;
  readonly params: Readonly<Record<string, number>>;
  readonly metrics: Readonly<Record<string, number | null>>;
};

/** What decided a run, and the series that its bars came from: left out for bars of a file at hand. */
export type RecordedSpec = BacktestSpec & {
  readonly series?: SeriesKey;
  /** The code as it was run; left out for a ready-made strategy. */
  readonly code?: StrategyCode;
};

/** Research on disk (synchronous=FULL). Each call is one short transaction that waits up to 10 s for another process. */
export interface RunRegistry {
  /** Records the run and its spec before it starts, so that nothing escapes the count. */
  create(run: Run, spec: RecordedSpec): Promise<void>;
  update(run: Run): Promise<void>;
  loadSpec(runId: string): Promise<RecordedSpec | null>;
  /** Takes UTF-8 JSON of a {@link BacktestResult}, as the job made it: the caller's thread does not read it. */
  saveResult(runId: string, body: Uint8Array): Promise<void>;
  loadResult(runId: string): Promise<BacktestResult | null>;
  /** The same bytes that were saved, on memory that threads share: for a job, so that the caller's thread does not read them. */
  loadResultBody(runId: string): Promise<Uint8Array | null>;
  get(runId: string): Promise<Run | null>;
  /** Newest first. */
  list(limit: number): Promise<readonly Run[]>;
  appendTrials(rows: readonly TrialRow[]): Promise<void>;
  /** Trials counted for a hypothesis over all its runs; a single backtest is one. */
  countTrials(hypothesis: string): Promise<number>;
  dispose(): Promise<void>;
}
