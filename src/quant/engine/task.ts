import type { BarColumns } from '../../contract/model/bar.ts';
import type { BacktestFill, BacktestSettings, BacktestTrade, MetricTable } from '../../contract/model/backtest.ts';

/** A backtest with all its inputs. Columns may lie on SharedArrayBuffers. */
export type BacktestTaskInput = {
  readonly strategy: string;
  readonly params: Readonly<Record<string, number>>;
  readonly settings: BacktestSettings;
  readonly series: readonly { readonly symbol: string; readonly bars: BarColumns }[];
};

/** What a backtest gives back; the caller adds spec, hash and run id. */
export type BacktestTaskOutput = {
  /** Parameters with defaults filled in. */
  readonly params: Readonly<Record<string, number>>;
  readonly metrics: MetricTable;
  readonly dialects: Readonly<Record<string, MetricTable>>;
  readonly trades: readonly BacktestTrade[];
  readonly fills: readonly BacktestFill[];
  readonly equity: { readonly time: Float64Array; readonly value: Float64Array };
};
