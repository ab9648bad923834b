import type { MetricNote, ReturnAnalysis } from '../../../contract/model/analysis.ts';
import type { ReturnSignificance } from '../../../contract/model/significance.ts';
import type { SignificanceRequest } from '../../../quant/stats/index.ts';
import type { JobCall } from './regimes.ts';

/** Returns as they are asked about; null where a period has none. */
export type ReturnsRequest = {
  readonly returns: readonly (number | null)[];
  readonly benchmark: readonly (number | null)[] | null;
  /** Epoch milliseconds, ascending. */
  readonly time: readonly number[] | null;
  /** Annual, as a share. */
  readonly riskFree: number;
  /** null: 252, and what each library takes by itself where it derives them from the dates. */
  readonly periodsPerYear: number | null;
};

/** A strategy that was tried, over the same periods as the others; null: the only one. */
export type TriedReturns = { readonly name: string | null; readonly returns: readonly (number | null)[] };

/** Strategies that were tried, and against how many trials and samples they are held. */
export type AssessRequest = Omit<SignificanceRequest, 'candidates' | 'benchmark' | 'positions'> & {
  readonly candidates: readonly TriedReturns[];
  readonly benchmark: readonly (number | null)[] | null;
  /** What was held of the benchmark in each period, 1 for all of it. */
  readonly positions: readonly (number | null)[] | null;
};

/** What series of returns say. */
export interface ReturnStatistics {
  /**
   * Metrics in our words and those of well-known libraries. A period without a return, or without one of the benchmark, is left out and
   * counted. INVALID_INPUT where nothing is left, lengths differ or moments are out of order.
   */
  analyse(request: ReturnsRequest, signal?: AbortSignal): Promise<ReturnAnalysis>;
  /**
   * Whether they may be luck. A period without a value of any column is left out of all and counted. INVALID_INPUT where nothing is left,
   * lengths differ, two candidates share a name or positions have no benchmark.
   */
  assess(request: AssessRequest, call?: JobCall): Promise<ReturnSignificance>;
  /** Formula, inputs, convention and source of metrics; of one library or name where asked. NOT_FOUND names the nearest. */
  explain(dialect: string | null, name: string | null): readonly MetricNote[];
}
