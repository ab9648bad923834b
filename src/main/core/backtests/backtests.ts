import type { BacktestResult, BacktestResultPage, BacktestSettings } from '../../../contract/model/backtest.ts';
import type { StrategyCode } from '../../../contract/model/strategy.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { CorporateAction } from '../../../contract/model/series-tools.ts';
import type { BacktestReport } from '../../../contract/model/report.ts';
import type { Run } from '../../../contract/model/run.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import type { ReportOptions, ResultPageOptions } from '../../../quant/report/index.ts';
import type { RecordedSpec, RunFilter } from './ports.ts';

export type BacktestRequest = {
  readonly strategy: string;
  /** Code at hand, in place of a strategy by its name. */
  readonly code?: StrategyCode | undefined;
  readonly params: Readonly<Record<string, number>>;
  readonly settings: BacktestSettings;
};

/** What is known of stored series besides their bars, by their instruments. */
export type StoredExtras = {
  /** Stored series whose closes convert the currency of a series into that of the account: the account's for one of the series', inverted the other way round. */
  readonly rates?: readonly { readonly of: SeriesKey['instrumentId']; readonly series: SeriesKey; readonly isInverted: boolean }[] | undefined;
  readonly actions?: readonly { readonly of: SeriesKey['instrumentId']; readonly actions: readonly CorporateAction[] }[] | undefined;
};

export type RunOnBarsOptions = {
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
  /** Keeps the run out of the registry: it is not counted. */
  readonly isEphemeral?: boolean;
  /** Where the bars at hand were read from, to find them again. */
  readonly files?: RecordedSpec['files'];
};

/** Backtests as recorded runs. Every run is in the registry before it starts. */
export interface Backtests {
  /** Over stored series that share one cash, the first one the strategy's own. Bad parameters, one instrument twice and rates or actions of another instrument are INVALID_INPUT and are not recorded. */
  start(request: BacktestRequest & StoredExtras, series: readonly SeriesKey[], range: { readonly fromMs: EpochMs | null; readonly toMs: EpochMs | null }): Promise<Run>;
  /** Over bars at hand, to the end; several share one cash. */
  runOnBars(
    request: BacktestRequest,
    series: readonly SeriesInput[],
    options?: RunOnBarsOptions,
  ): Promise<BacktestResult>;
  get(runId: string): Promise<Run>;
  /** All of it, for whoever needs every bar in this process: a long one takes its thread a while to take over. */
  result(runId: string): Promise<BacktestResult>;
  /** The same as it is stored, JSON in UTF-8, for a job to read. */
  resultBody(runId: string): Promise<Uint8Array>;
  /** A page of it, as one message bears it, made in a job. */
  resultPage(runId: string, options: ResultPageOptions): Promise<BacktestResultPage>;
  /** A finished run as it is read, made in a job. NOT_FOUND where there is no such run or it has no result. */
  report(runId: string, options: ReportOptions): Promise<BacktestReport>;
  /** Newest first; those that the filter lets through. */
  list(limit: number, filter?: RunFilter): Promise<readonly Run[]>;
  cancel(runId: string): Promise<Run>;
  /** The run whenever it changes, the present state first, until it ends or the signal aborts. */
  watch(runId: string, signal: AbortSignal): AsyncGenerator<Run, void, void>;
}
