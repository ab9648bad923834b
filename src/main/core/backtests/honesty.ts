import type { BacktestResult } from '../../../contract/model/backtest.ts';
import type { Hypothesis, LookAhead, TrialLedger, Verdict } from '../../../contract/model/verdict.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import type { BacktestRequest } from './backtests.ts';

export type LookAheadOptions = {
  /** At how many bars the future is taken away. */
  readonly probes: number;
};

/** What a recorded run is worth. NOT_FOUND where there is no such run. */
export interface Honesty {
  /** Made from the run and all trials of its hypothesis so far. NOT_FOUND where the run has no result. */
  verdict(runId: string): Promise<Verdict>;
  /** The verdict as it was last made; null: none was. */
  known(runId: string): Promise<Verdict | null>;
  /** Of a run over bars at hand, recorded or not; that of a recorded one is kept, for when the bars are gone. */
  judgeOnBars(result: BacktestResult, request: BacktestRequest, series: readonly SeriesInput[], signal?: AbortSignal): Promise<Verdict>;
  /** Every run of the hypothesis that a run belongs to. */
  trials(runId: string): Promise<TrialLedger>;
  /** The latest first. */
  hypotheses(limit: number): Promise<readonly Hypothesis[]>;
  /** Runs its strategy again with the future cut off, and with it poisoned; NOT_FOUND where the bars are not stored. */
  checkLookAhead(runId: string, options: LookAheadOptions): Promise<LookAhead>;
  /** The same for any strategy over bars at hand; nothing is recorded, as no result is seen. */
  checkOnBars(request: BacktestRequest, series: readonly SeriesInput[], options: LookAheadOptions, signal?: AbortSignal): Promise<LookAhead>;
}
