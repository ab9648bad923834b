import type { BacktestSettings, MetricTable } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { runStrategy } from '../engine/run-strategy.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
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

/** Runs a strategy over the bars of a window, asked from its first bar on. */
export function runInWindow(strategy: StrategyDefinition, params: StrategyParams, settings: BacktestSettings, symbol: string, bars: BarColumns, { from, to }: Window): WindowRun {
  const cut = cutBars(bars, to);
  const waiting: StrategyDefinition = {
    ...strategy,
    onBar(cursor, p) {
      if (cursor.index >= from) strategy.onBar(cursor, p);
    },
  };
  const output = runStrategy(waiting, params, settings, [{ symbol, bars: cut }]);
  const trades = output.trades.map(({ entryBar, exitBar, side, size, entryPrice, pnl, commission }) => ({
    entryBar, exitBar, size: side === 'long' ? size : -size, isLong: side === 'long', pnl, commission, returnShare: pnl / (size * entryPrice),
  }));
  return { equity: output.equity.value.subarray(from, to), trades, metrics: { ...measure(bars, output.equity.value, trades, { from, to }), openTrades: output.metrics['openTrades'] ?? null } };
}

/** Statistics of an equity over a window and the bar before it, so that the first bar of the window counts. `equity` is by bars of the series. */
export function measure(bars: BarColumns, equity: Float64Array, trades: readonly RunStatsTrade[], { from, to }: Window): MetricTable {
  const start = Math.max(0, from - 1);
  return computeRunMetrics({
    time: bars.time.subarray(start, to), close: bars.close.subarray(start, to), equity: equity.subarray(start, to), firstTradableBar: 0,
    trades: trades.map((trade) => ({ ...trade, entryBar: trade.entryBar - start, exitBar: trade.exitBar - start })), openTrades: [], riskFree: 0,
  });
}
