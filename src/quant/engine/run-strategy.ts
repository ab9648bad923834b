import type { BacktestSettings, BacktestTrade, RunWarning } from '../../contract/model/backtest.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { computeBacktestingPyStats } from '../stats/backtesting-py.ts';
import type { RunStatsInput, RunStatsTrade } from '../stats/input.ts';
import { computeRunFigures } from '../stats/run-figures.ts';
import { computeRunMetrics } from '../stats/run-metrics.ts';
import type { TaskContext } from '../tasks.ts';
import { requireOneSeries } from './check-series.ts';
import type { RunContext } from './run-context.ts';
import { simulate, type Simulation } from './simulate.ts';
import type { StrategyDefinition, StrategyParams } from './strategy.ts';
import type { BacktestTaskInput, BacktestTaskOutput } from './task.ts';
import type { SettledTrade } from './trade.ts';

/** Runs a strategy at hand, its parameters complete, over bars and computes its statistics. */
export function runStrategy(
  strategy: StrategyDefinition, params: StrategyParams, settings: BacktestSettings, series: BacktestTaskInput['series'], context?: TaskContext,
): BacktestTaskOutput {
  const { symbol, bars } = requireOneSeries(series);
  const simulation = simulate(strategy, params, settings, symbol, bars, context);
  const stats = statsInput(simulation);
  const figures = computeRunFigures(stats);
  const { account } = simulation.run;
  return {
    params,
    metrics: computeRunMetrics(stats, figures),
    dialects: { 'backtesting.py': computeBacktestingPyStats(stats, figures) },
    trades: account.settled.map((trade) => toBacktestTrade(trade, symbol, bars.time)),
    fills: account.fills,
    equity: { time: bars.time.slice(), value: simulation.equity },
    ...limitsOf(simulation),
    ...warningsOf(simulation),
  };
}

/** What the run could not do for want of money; nothing where it could do all. */
function limitsOf({ run, refusals, ruin }: Simulation): Pick<BacktestTaskOutput, 'refusedOrders' | 'ruin'> {
  const { time } = run.bars;
  const refusedOrders = refusals.list(time);
  return {
    ...(refusedOrders.length === 0 ? {} : { refusedOrders }),
    ...(ruin === null ? {} : { ruin: { ...ruin, timeMs: time[ruin.bar] as EpochMs, message: describeRuin(ruin.debt) } }),
  };
}

/** A run without a trade because nobody was asked looks like one in which nothing was worth a trade. */
function warningsOf({ run, firstAsked }: Simulation): { warnings?: readonly RunWarning[] } {
  const count = run.bars.time.length;
  if (firstAsked < count) return {};
  const given = count === 1 ? 'this one bar' : `these ${count} bars`;
  return { warnings: [{ code: 'never-asked', message: `The strategy was never asked: it needs more than ${given} before its first decision. Give it more bars or shorter periods.` }] };
}

const describeRuin = (debt: number): string =>
  `The run lost all its cash and ended${debt > 0 ? `; it owes ${debt.toFixed(2)} beyond that, which its equity does not show` : ''}.`;

function toBacktestTrade(trade: SettledTrade, symbol: string, time: Float64Array): BacktestTrade {
  const { entryBar, exitBar, entryPrice, exitPrice, pnl, commission, reason } = trade;
  return {
    symbol, side: trade.isLong ? 'long' : 'short', size: Math.abs(trade.size), entryTimeMs: time[entryBar] as EpochMs, entryPrice, entryBar,
    exitTimeMs: time[exitBar] as EpochMs, exitPrice, exitBar, pnl, commission, exitReason: reason,
  };
}

function statsInput({ run, equity, warmup }: Simulation): RunStatsInput {
  const { bars, account } = run;
  return {
    // Where no bar was tradable, buying and holding is counted from the first.
    time: bars.time, close: bars.close, equity, firstTradableBar: warmup < bars.time.length ? warmup : 0,
    trades: account.settled, openTrades: openTrades(run), riskFree: 0,
  };
}

/** Trades still open, valued at the last close without the commission of an exit. */
function openTrades({ account, bars, lotSize }: RunContext): RunStatsTrade[] {
  const last = bars.time.length - 1;
  const mark = bars.close[last];
  return account.trades.map((trade) => ({
    entryBar: trade.entryBar, exitBar: last, size: trade.lots * lotSize, pnl: account.profitOf(trade, mark), isLong: trade.isLong, commission: 0,
    returnShare: Math.sign(trade.lots) * (mark / trade.entryPrice - 1),
  }));
}
