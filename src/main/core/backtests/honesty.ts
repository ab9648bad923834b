import type { Hypothesis, LookAhead, TrialLedger, Verdict } from '../../../contract/model/verdict.ts';

export type LookAheadOptions = {
  /** At how many bars the future is taken away. */
  readonly probes: number;
};

/** What a recorded run is worth. NOT_FOUND where there is no such run. */
export interface Honesty {
  /** Made anew from the run and all trials of its hypothesis so far. NOT_FOUND where the run has no result. */
  verdict(runId: string): Promise<Verdict>;
  /** Every run of the hypothesis that a run belongs to. */
  trials(runId: string): Promise<TrialLedger>;
  /** The latest first. */
  hypotheses(limit: number): Promise<readonly Hypothesis[]>;
  /** Runs its strategy again with the future cut off, and with it poisoned; NOT_FOUND where the bars are not stored. */
  checkLookAhead(runId: string, options: LookAheadOptions): Promise<LookAhead>;
}
