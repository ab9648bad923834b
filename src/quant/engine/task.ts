import type { BarColumns } from '../../contract/model/bar.ts';
import type { StrategyCode } from '../../contract/model/strategy.ts';
import type { CorporateAction } from '../../contract/model/series-tools.ts';
import type { Span } from './run-clock.ts';
import type { BacktestFill, BacktestSettings, BacktestSpec, BacktestTrade, MetricTable, RefusedOrders, ResultInterval, Ruin, RunWarning } from '../../contract/model/backtest.ts';

/** Rates between two currencies. */
export type RateSeries = {
  readonly bars: BarColumns;
  /** The closes are units of the series' currency for one of the account's; else of the account's for one of the series'. */
  readonly isInverted: boolean;
};

/** The bars of one symbol and what else is known of it. */
export type SeriesInput = {
  readonly symbol: string;
  readonly bars: BarColumns;
  /** Finer bars of the same symbol, which show what happened inside each bar. */
  readonly finer?: BarColumns;
  /** Dividends and splits, each counting on the first bar at or after the beginning of its date in UTC. Bars must be as traded, not adjusted for them. */
  readonly actions?: readonly CorporateAction[];
  /** What its currency is worth in that of the account; left out where they are the same. */
  readonly rates?: RateSeries;
  /** Where its bars end, for a part of a series beside bars of another length, which must end where they do in the whole; left out: by the bars. */
  readonly span?: Span;
};

/** A backtest with all its inputs. Columns may lie on SharedArrayBuffers. */
export type BacktestTaskInput = {
  readonly strategy: string;
  readonly params: Readonly<Record<string, number>>;
  readonly settings: BacktestSettings;
  readonly series: readonly SeriesInput[];
};

/** A recorded backtest as a job: its spec, the run to which the result belongs (null: none), and the bars that the spec names. */
export type BacktestRunInput = {
  readonly spec: BacktestSpec;
  readonly runId: string | null;
  /** The strategy where somebody wrote it; left out for a ready-made one. */
  readonly code?: StrategyCode;
  /** Columns on SharedArrayBuffers are shared with the job, others are copied. */
  readonly series: BacktestTaskInput['series'];
};

/** What the job gives back: nothing that would have to be read, hashed or written anew on its way to the disk. */
export type BacktestRunOutput = {
  /** SHA-256 of spec, fills and trades in canonical JSON. */
  readonly hash: string;
  /** UTF-8 JSON of the whole result, on a SharedArrayBuffer. */
  readonly body: Uint8Array;
  /** What the run is as a trial of its hypothesis: return, maxDrawdown, sharpe and trades entered; null where a figure is not defined. */
  readonly figures: Readonly<Record<string, number | null>>;
};

/** What a backtest gives back; the job adds spec, hash and run id. */
export type BacktestTaskOutput = {
  /** Parameters with defaults filled in. */
  readonly params: Readonly<Record<string, number>>;
  readonly metrics: MetricTable;
  readonly dialects: Readonly<Record<string, MetricTable>>;
  readonly trades: readonly BacktestTrade[];
  readonly fills: readonly BacktestFill[];
  readonly equity: { readonly time: Float64Array; readonly value: Float64Array };
  /** Left out where the engine of the profile reads bars in one way only. */
  readonly interval?: ResultInterval;
  /** Left out where every order could be afforded. */
  readonly refusedOrders?: readonly RefusedOrders[];
  /** Left out where the run was not ruined. */
  readonly ruin?: Ruin;
  /** Left out where there is nothing to warn of. */
  readonly warnings?: readonly RunWarning[];
};
