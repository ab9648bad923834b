import type { BarColumns, SeriesKey } from '../../contract/model/bar.ts';

/** What of a run is reported. */
export type ReportOptions = {
  /** At most this many moments of each curve. */
  readonly points: number;
  /** Page of trades: the index of the first, and how many. */
  readonly tradesFrom: number;
  readonly tradesLimit: number;
};

/** A stored result and the bars that it was made from, where they are still there. */
export type ReportTaskInput = ReportOptions & {
  readonly runId: string;
  /** UTF-8 JSON of a BacktestResult. */
  readonly body: Uint8Array;
  readonly data: { readonly key: SeriesKey; readonly bars: BarColumns } | null;
};
