import type { MetricNote, ReturnAnalysis, ReturnSignificance } from '../../../contract/model/analysis.ts';
import type { SignificanceRequest } from '../../../quant/stats/index.ts';

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

/** Returns, and against how many trials and samples they are held. */
export type AssessRequest = Omit<ReturnsRequest, 'benchmark' | 'time'> & Omit<SignificanceRequest, 'series'>;

/** What series of returns say. */
export interface ReturnStatistics {
  /**
   * Metrics in our words and those of well-known libraries. A period without a return, or without one of the benchmark, is left out and
   * counted. INVALID_INPUT where nothing is left, lengths differ or moments are out of order.
   */
  analyse(request: ReturnsRequest, signal?: AbortSignal): Promise<ReturnAnalysis>;
  /** Whether they may be luck. Periods without a return are left out. INVALID_INPUT where nothing is left. */
  assess(request: AssessRequest, signal?: AbortSignal): Promise<ReturnSignificance>;
  /** Formula, inputs, convention and source of metrics; of one library or name where asked. NOT_FOUND names the nearest. */
  explain(dialect: string | null, name: string | null): readonly MetricNote[];
}
