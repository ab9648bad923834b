import type { BacktestSettings, MetricTable } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { closeInAccount } from '../engine/rates.ts';
import { runStrategy } from '../engine/run-strategy.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import type { SeriesInput } from '../engine/task.ts';
import type { RunStatsTrade } from '../stats/input.ts';
import { computeRunMetrics } from '../stats/run-metrics.ts';
import type { Window } from './folds.ts';

/** A strategy that trades in a window alone; its indicators know the bars before. */
export type WindowRun = {
  /** Equity at the closes of the window. */
  readonly equity: Float64Array;
  /** Closed trades, by bars of the whole series. */
  readonly trades: readonly RunStatsTrade[];
  /** Statistics over the window and the bar before it, at which nothing is held yet. */
  readonly metrics: MetricTable;
};

const cutBars = ({ time, open, high, low, close, volume }: BarColumns, to: number): BarColumns =>
  ({ time: time.subarray(0, to), open: open.subarray(0, to), high: high.subarray(0, to), low: low.subarray(0, to), close: close.subarray(0, to), volume: volume.subarray(0, to) });

/** A series as it was before a bar. Finer bars after it would all lie in the last one; rates and actions of later count for no bar. */
export function cutSeries({ bars, finer, ...one }: SeriesInput, to: number): SeriesInput {
  const end = bars.time[to] ?? Infinity;
  const firstLater = finer?.time.findIndex((time) => time >= end) ?? -1;
  return { ...one, bars: cutBars(bars, to), ...(finer === undefined ? {} : { finer: cutBars(finer, firstLater < 0 ? finer.time.length : firstLater) }) };
}

/** Runs a strategy over the bars of a window, asked from its first bar on. */
export function runInWindow(strategy: StrategyDefinition, params: StrategyParams, settings: BacktestSettings, series: SeriesInput, { from, to }: Window): WindowRun {
  const cut = cutSeries(series, to);
  const waiting: StrategyDefinition = {
    ...strategy,
    onBar(cursor, p) {
      if (cursor.index >= from) strategy.onBar(cursor, p);
    },
  };
  const output = runStrategy(waiting, params, settings, [cut]);
  const trades = output.trades.map(({ entryBar, exitBar, side, size, entryPrice, entryRate = 1, pnl, commission }) => ({
    entryBar, exitBar, size: side === 'long' ? size : -size, isLong: side === 'long', pnl, commission, returnShare: pnl / (size * entryPrice * entryRate),
  }));
  return { equity: output.equity.value.subarray(from, to), trades, metrics: { ...measure({ time: cut.bars.time, close: closeInAccount(cut) }, output.equity.value, trades, { from, to }), openTrades: output.metrics['openTrades'] ?? null } };
}

/** Statistics of an equity over a window and the bar before it, so that the first bar of the window counts. By bars of the series; `close` in the currency of the account. */
export function measure({ time, close }: Pick<BarColumns, 'time' | 'close'>, equity: Float64Array, trades: readonly RunStatsTrade[], { from, to }: Window): MetricTable {
  const start = Math.max(0, from - 1);
  return computeRunMetrics({
    time: time.subarray(start, to), close: close.subarray(start, to), equity: equity.subarray(start, to), firstTradableBar: 0,
    trades: trades.map((trade) => ({ ...trade, entryBar: trade.entryBar - start, exitBar: trade.exitBar - start })), openTrades: [], riskFree: 0,
  });
}
