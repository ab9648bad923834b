import type { BacktestSettings, BacktestTrade, RunWarning } from '../../contract/model/backtest.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { computeBacktestingPyStats } from '../stats/backtesting-py.ts';
import type { RunStatsInput, RunStatsTrade } from '../stats/input.ts';
import { computeRunFigures } from '../stats/run-figures.ts';
import { computeRunMetrics } from '../stats/run-metrics.ts';
import { checkSymbolCount } from '../strategies/check-symbol-count.ts';
import type { TaskContext } from '../tasks.ts';
import { askFrom } from './ask-from.ts';
import { checkSeries } from './check-series.ts';
import { computeInterval } from './interval.ts';
import type { Lane } from './lane.ts';
import { tradedOf } from './longer-series.ts';
import { Reading } from './reading.ts';
import type { RunContext } from './run-context.ts';
import { simulate } from './simulate.ts';
import type { Simulation } from './simulation.ts';
import type { StrategyDefinition, StrategyParams } from './strategy.ts';
import type { BacktestTaskInput, BacktestTaskOutput } from './task.ts';
import type { SettledTrade } from './trade.ts';

/** `hasInterval`: false where nobody asks between what a result lies, which may take many passes. */
export type RunWishes = { readonly hasInterval?: boolean };

/** Runs a strategy at hand, its parameters complete, over bars and computes its statistics. */
export function runStrategy(
  given: StrategyDefinition, params: StrategyParams, settings: BacktestSettings, series: BacktestTaskInput['series'], context?: TaskContext,
  { hasInterval = true }: RunWishes = {},
): BacktestTaskOutput {
  checkSeries(series, settings);
  checkSymbolCount(given.info, tradedOf(series).length);
  const strategy = askFrom(given, settings);
  const reading = new Reading(settings.intrabar === 'optimistic');
  const simulation = simulate(strategy, params, settings, series, context, reading);
  const interval = hasInterval ? computeInterval({ strategy, params, settings, series }, { reading, simulation }) : null;
  const { ledger, time, equity } = simulation;
  const stats = statsInput(simulation);
  const figures = computeRunFigures(stats);
  return {
    params,
    metrics: computeRunMetrics(stats, figures),
    dialects: { 'backtesting.py': computeBacktestingPyStats(stats, figures) },
    trades: tradesOf(simulation),
    fills: ledger.fills,
    equity: { time: time.slice(), value: equity },
    ...(interval === null ? {} : { interval }),
    ...limitsOf(simulation),
    ...warningsOf(simulation, settings),
  };
}

/** What the run could not do for want of money; nothing where it could do all. */
function limitsOf({ time, refusals, ruin }: Simulation): Pick<BacktestTaskOutput, 'refusedOrders' | 'ruin'> {
  const refusedOrders = refusals.list(time);
  return {
    ...(refusedOrders.length === 0 ? {} : { refusedOrders }),
    ...(ruin === null ? {} : { ruin: { ...ruin, timeMs: time[ruin.bar] as EpochMs, message: describeRuin(ruin.debt) } }),
  };
}

const momentText = (timeMs: number): string => new Date(timeMs).toISOString().replace('.000Z', 'Z');

/** A run without a trade because nobody was asked looks like one in which nothing was worth a trade. */
function warningsOf({ time, firstAsked }: Simulation, { tradeFromMs }: BacktestSettings): { warnings?: readonly RunWarning[] } {
  const count = time.length;
  const last = time[count - 1];
  if (tradeFromMs !== undefined && last !== undefined && last < tradeFromMs) {
    return { warnings: [{ code: 'never-asked', message: `The strategy was never asked: it was to trade from ${momentText(tradeFromMs)} on, and the last bar starts at ${momentText(last)}. Choose an earlier moment.` }] };
  }
  if (firstAsked < count) return {};
  const given = count === 1 ? 'this one bar' : `these ${count} bars`;
  return { warnings: [{ code: 'never-asked', message: `The strategy was never asked: it needs more than ${given} before its first decision. Give it more bars or shorter periods.` }] };
}

const describeRuin = (debt: number): string =>
  `The run lost all its cash and ended${debt > 0 ? `; it owes ${debt.toFixed(2)} beyond that, which its equity does not show` : ''}.`;

/** The closed trades. They begin and end with moments; where bars of several lengths meet, with the bars of their symbol. */
function tradesOf({ ledger, time, lanes }: Simulation): readonly BacktestTrade[] {
  const trades = ledger.settled.map((trade) => toBacktestTrade(trade, time));
  if (lanes[0].run.closes === null) return trades;
  const runs = new Map(lanes.map(({ run }) => [run.symbol, run] as const));
  return trades.map((trade) => {
    const { clock, bars } = runs.get(trade.symbol)!;
    return { ...trade, entryTimeMs: bars.time[placeOf(clock!, trade.entryBar)] as EpochMs, exitTimeMs: bars.time[placeOf(clock!, trade.exitBar)] as EpochMs };
  });
}

/** Where a value stands among ascending ones that have it. */
function placeOf(values: Int32Array, value: number): number {
  let [from, to] = [0, values.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (values[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** A closed trade as a result has it. `time`: of the moments of the run. */
export function toBacktestTrade(trade: SettledTrade, time: Float64Array): BacktestTrade {
  const { symbol, entryBar, exitBar, entryPrice, exitPrice, pnl, commission, carry, reason, entryRate, exitRate } = trade;
  const closed: BacktestTrade = {
    symbol, side: trade.isLong ? 'long' : 'short', size: Math.abs(trade.size), entryTimeMs: time[entryBar] as EpochMs, entryPrice, entryBar,
    exitTimeMs: time[exitBar] as EpochMs, exitPrice, exitBar, pnl, commission, exitReason: reason,
  };
  if (carry === 0 && entryRate === undefined) return closed;
  return { ...closed, ...(carry === 0 ? {} : { carry }), ...(entryRate === undefined || exitRate === undefined ? {} : { entryRate, exitRate }) };
}

function statsInput(simulation: Simulation): RunStatsInput {
  const { ledger, time, equity, warmup } = simulation;
  // Where no bar was tradable, buying and holding is counted from the first.
  const firstTradableBar = warmup < time.length ? warmup : 0;
  return { time, close: benchmarkOf(simulation, firstTradableBar), equity, firstTradableBar, trades: ledger.settled, openTrades: simulation.lanes.flatMap(openTrades(simulation)), riskFree: 0 };
}

/** What is bought and held for comparison, in the account's currency: the close of the one symbol, or the mean growth of several since the first tradable moment. */
function benchmarkOf({ lanes: all, time }: Simulation, firstTradable: number): Float64Array {
  if (all.length === 1) return convertedClose(all[0].run);
  const lanes = all.filter(({ run }) => !run.isForReading);
  const growth = new Float64Array(time.length);
  for (const { run } of lanes) {
    const { clock } = run;
    const close = convertedClose(run);
    let bar = -1;
    let start = NaN;
    for (let i = 0; i < time.length; i++) {
      if (clock![bar + 1] === i) bar += 1;
      // A symbol that has not begun stands where it begins.
      const price = close[Math.max(bar, 0)];
      if (i <= firstTradable) start = price;
      growth[i] += price / start / lanes.length;
    }
  }
  return growth;
}

const convertedClose = ({ bars: { close }, rates }: RunContext): Float64Array => (rates === null ? close : close.map((price, i) => price * rates.atClose[i]));

/** Trades still open, valued at the last close without the commission of an exit. */
const openTrades = ({ time }: Simulation) => ({ run: { account, bars, clock, lotSize } }: Lane): RunStatsTrade[] => {
  const mark = bars.close[bars.close.length - 1];
  return account.trades.map((trade) => ({
    entryBar: clock === null ? trade.entryBar : clock[trade.entryBar], exitBar: time.length - 1, size: trade.lots * lotSize, pnl: account.profitOf(trade, mark) + trade.carry,
    isLong: trade.isLong, commission: 0, returnShare: account.returnOf(trade, trade.lots, mark, 0),
  }));
};
