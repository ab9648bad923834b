import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { Sweep, SweepMetric, SweepRequest, SweepResults, SweepSpec, SweepTrial } from '../../../contract/model/sweep.ts';
import type { SweepEstimate, SweepMap, SweepMatrix } from '../../../contract/model/sweep-views.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import type { StoredExtras } from './backtests.ts';
import type { Range } from './bar-source.ts';

/** Which trials are listed: the best by a metric first (null: that of the sweep), or in the order of the trials; those of one strategy, on one series, or all. */
export type SweepOrder = {
  readonly isRanked: boolean;
  readonly metric: SweepMetric | null;
  /** Place of the strategy; left out: all. */
  readonly strategy?: number;
  /** Place of the series; left out: all. */
  readonly series?: number;
  readonly offset: number;
  readonly limit: number;
};

/** A map over two parameters, or one where y is null. `fixed`: others held at a value, such as `period=14,low=30`. */
export type SweepMapRequest = {
  readonly x: string;
  readonly y: string | null;
  /** null: that of the sweep. */
  readonly metric: SweepMetric | null;
  readonly others: 'best' | 'mean';
  readonly fixed: string | null;
  /** Place of the strategy. */
  readonly strategy: number;
  /** null: all. */
  readonly series: number | null;
};

export type SweepOnBarsOptions = {
  readonly signal?: AbortSignal;
  readonly onProgress?: (sweep: Sweep) => void;
  /** Keeps the sweep out of the registry: its trials are not counted and are gone with this process. */
  readonly isEphemeral?: boolean;
  /** Runs what would otherwise be refused as too much. */
  readonly isConfirmed?: boolean;
};

/**
 * Sweeps over parameters as recorded runs. Every trial is a row, on disk at the latest 250 ms after it ended, so that a sweep that was
 * killed goes on where it was; its ranking depends on neither that nor the number of workers.
 */
export interface Sweeps {
  /** Over stored series. INVALID_INPUT for what can never run, and for more than a million trials that nobody confirmed; then nothing is recorded. */
  start(request: SweepRequest & StoredExtras, series: readonly SeriesKey[], range: Range, isConfirmed: boolean): Promise<Sweep>;
  /** How much a sweep would be; INVALID_INPUT for what can never run. A few trials are run for it, and forgotten. */
  estimate(request: SweepRequest & StoredExtras, series: readonly SeriesKey[], range: Range): Promise<SweepEstimate>;
  /** Over bars at hand, to the end. */
  runOnBars(request: SweepRequest, series: readonly SeriesInput[], options?: SweepOnBarsOptions): Promise<Sweep>;
  /** Goes on with a sweep over bars at hand, to the end. CONFLICT where they, or their rates and actions, are not those that it was started over. */
  resumeOnBars(sweepId: string, series: readonly SeriesInput[], options?: SweepOnBarsOptions): Promise<Sweep>;
  get(sweepId: string): Promise<Sweep>;
  /** INVALID_INPUT for a strategy or a series that it does not have, and for one series of several strategies. */
  results(sweepId: string, order: SweepOrder): Promise<SweepResults>;
  /** NOT_FOUND where it was not tried (yet). */
  trial(sweepId: string, trial: number): Promise<SweepTrial>;
  /** Two of its parameters against each other, also while it runs. INVALID_INPUT for a parameter that it does not vary. */
  map(sweepId: string, request: SweepMapRequest): Promise<SweepMap>;
  /** Each of its strategies on each of its series, also while it runs. `metric` null: that of the sweep. */
  matrix(sweepId: string, metric: SweepMetric | null): Promise<SweepMatrix>;
  /** What decided it. */
  spec(sweepId: string): Promise<SweepSpec>;
  /** Newest first. */
  list(limit: number): Promise<readonly Sweep[]>;
  /** Stops for good; what was tried stays. Nothing happens when it has ended. */
  cancel(sweepId: string): Promise<Sweep>;
  /** Stops once what is under way is on disk. CONFLICT where it is not running. */
  pause(sweepId: string): Promise<Sweep>;
  /** Goes on with a sweep over stored series that was paused, cancelled or interrupted. Nothing happens when it runs or is done. */
  resume(sweepId: string): Promise<Sweep>;
  /** The sweep whenever it changes, at most ten times a second, until it ends or the signal aborts. */
  watch(sweepId: string, signal: AbortSignal): AsyncGenerator<Sweep, void, void>;
}
