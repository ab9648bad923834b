import type { BarColumns, SeriesKey } from '../../contract/model/bar.ts';
import type { Verdict } from '../../contract/model/verdict.ts';
import type { RateSeries } from '../engine/task.ts';
import type { ExportFormat } from './page/export-run.ts';

/** What of a run is reported. */
export type ReportOptions = {
  /** At most this many moments of each curve. */
  readonly points: number;
  /** Page of trades: the index of the first, and how many. */
  readonly tradesFrom: number;
  readonly tradesLimit: number;
};

/** The very bars that a run saw of a series, which stored one holds them (null: none does, they are those of a file), and the rates that converted its currency. */
export type ReportSeries = { readonly key: SeriesKey | null; readonly bars: BarColumns; readonly rates?: RateSeries };

/** A stored result and the bars that it was made from. */
export type ReportSource = {
  readonly runId: string;
  /** UTF-8 JSON of a BacktestResult. */
  readonly body: Uint8Array;
  /** For each series of the run, in its order; null where its bars are not stored any more. */
  readonly data: readonly (ReportSeries | null)[];
};

export type ReportTaskInput = ReportOptions & ReportSource;

/** How a run is analysed. */
export type AnalysisOptions = {
  /** Periods in the window that moves through the run. */
  readonly window: number;
  /** At most this many moments of each curve. */
  readonly points: number;
  /** What it is held against, where not what the run itself traded. */
  readonly benchmark: (ReportSeries & { readonly name: string }) | null;
};

export type AnalysisTaskInput = AnalysisOptions & ReportSource;

/** Stored results that are laid side by side. */
export type OverlayTaskInput = { readonly runs: readonly (Pick<ReportSource, 'runId' | 'body'> & { readonly title: string })[]; readonly points: number };

/** What is written of a stored run; the verdict where there is one. */
export type ExportTaskInput = ReportSource & { readonly format: ExportFormat; readonly title: string; readonly verdict: Verdict | null };
