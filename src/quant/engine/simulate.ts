import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import type { TaskContext } from '../tasks.ts';
import { closeTrade } from './close-trade.ts';
import { Cursor } from './cursor.ts';
import { Desk } from './desk.ts';
import { IndicatorView, type RunTime } from './indicator-view.ts';
import type { RefusalCounter } from './refused-orders.ts';
import { createRunContext, type RunContext } from './run-context.ts';
import type { StrategyDefinition, StrategyParams } from './strategy.ts';
import { Venue } from './venue.ts';

/** How a run went. */
export type Simulation = {
  readonly run: RunContext;
  /** Equity at the close of each bar; the starting cash before the strategy is first asked, zero from ruin on. */
  readonly equity: Float64Array;
  /** First bar on which every indicator has a value; the number of bars where there is none. */
  readonly warmup: number;
  /** First bar on whose close the strategy is asked; the number of bars or more where it never is. */
  readonly firstAsked: number;
  readonly refusals: RefusalCounter;
  /** Where the run lost all it had; null where it did not. */
  readonly ruin: { readonly bar: number; readonly debt: number } | null;
};

type Start = Pick<Simulation, 'warmup' | 'firstAsked'>;

const barsBetweenReports = 1 << 15;

/**
 * The event loop: on each bar the venue fills what is pending, equity is recorded, and the strategy is asked on the close.
 * Ruin — equity at or below zero at a close — ends the run.
 */
export function simulate(
  strategy: StrategyDefinition, params: StrategyParams, settings: BacktestSettings, symbol: string, bars: BarColumns, context?: TaskContext,
): Simulation {
  const run = createRunContext(settings, symbol, bars);
  const { account, profile } = run;
  const time: RunTime = { bar: 0 };
  const columns = computeColumns(strategy, params, bars);
  const desk = new Desk(run);
  const venue = new Venue(run);
  const ind = Object.fromEntries(columns.map(([name, values]) => [name, new IndicatorView(values, time)]));
  const cursor = new Cursor(run, desk, time, ind);
  const count = bars.time.length;
  const warmup = Math.max(0, ...columns.map(([, values]) => leadingGap(values)));
  const first = warmup + profile.barsAfterWarmup;
  const start = { warmup, firstAsked: first };
  const fillsOnClose = settings.fill === 'same-close' && profile.fillsWithinBar;
  const { close } = bars;
  const equity = new Float64Array(count).fill(settings.cash, 0, first);

  for (let i = first; i < count; i++) {
    time.bar = i;
    venue.workBar(i);
    equity[i] = account.equity(close[i]);
    if (equity[i] <= 0) return ruin(run, venue, equity, i, start);
    strategy.onBar(cursor, params);
    if (fillsOnClose) {
      venue.workClose(i);
      equity[i] = account.equity(close[i]);
      if (equity[i] <= 0) return ruin(run, venue, equity, i, start);
    }
    if (context !== undefined && i % barsBetweenReports === 0) context.progress(i / count);
  }
  if (settings.closeAtEnd && first < count) return end(run, desk, venue, equity, start);
  return { run, equity, ...start, refusals: venue.refusals, ruin: null };
}

const computeColumns = (strategy: StrategyDefinition, params: StrategyParams, bars: BarColumns): [string, Float64Array][] =>
  Object.entries(strategy.indicators(params)).map(([name, source]) => [name, source(bars)]);

/** Bars at the start of a column without a value; all of them where it never has one. */
function leadingGap(values: Float64Array): number {
  let i = 0;
  while (i < values.length && Number.isNaN(values[i])) i++;
  return i;
}

/** Closes what is open and leaves nothing: what is owed beyond the cash is forgiven in the equity, and said. */
function ruin(run: RunContext, venue: Venue, equity: Float64Array, bar: number, start: Start): Simulation {
  if (run.profile.skipsWhileRemoving) closeEveryOther(run, bar);
  else venue.closeAll(bar, 'margin-call');
  const left = run.account.equity(run.bars.close[bar]);
  equity.fill(0, bar);
  return { run, equity, ...start, refusals: venue.refusals, ruin: { bar, debt: Math.max(0, -left) } };
}

/** Closes trades at a close while walking their list, so that the trade after each closed one is passed over and stays open. */
function closeEveryOther(run: RunContext, bar: number): void {
  const { trades } = run.account;
  for (let k = 0; k < trades.length; k++) closeTrade(run, trades[k], Math.abs(trades[k].lots), run.bars.close[bar], bar, 'margin-call');
}

/** Closes what is open on the last bar. */
function end(run: RunContext, desk: Desk, venue: Venue, equity: Float64Array, start: Start): Simulation {
  const last = equity.length - 1;
  if (run.profile.endsByReworking) {
    for (const trade of run.account.trades.toReversed()) desk.closeTrade(trade, 1, 'end');
    venue.workBar(last);
  } else {
    venue.closeAll(last, 'end');
  }
  equity[last] = run.account.equity(run.bars.close[last]);
  if (equity[last] <= 0) return ruin(run, venue, equity, last, start);
  return { run, equity, ...start, refusals: venue.refusals, ruin: null };
}
