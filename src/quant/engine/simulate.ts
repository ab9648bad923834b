import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { TaskContext } from '../tasks.ts';
import type { CursorFamily } from './cursor.ts';
import { createLane, type Lane } from './lane.ts';
import { FeeBook } from './fees.ts';
import { Ledger } from './ledger.ts';
import { profiles } from './profiles.ts';
import { Reading } from './reading.ts';
import { RefusalCounter } from './refused-orders.ts';
import { createRunClock } from './run-clock.ts';
import { walkMany } from './walk-many.ts';
import { closeAtEnd, endInRuin, type RunParts, type Simulation } from './simulation.ts';
import type { StrategyDefinition, StrategyParams } from './strategy.ts';
import type { BacktestTaskInput } from './task.ts';

/** How far a run goes between two words of progress. Short, for V8 makes a function fast that is entered often, and a loop that is entered once a run late. */
const stretchBars = 1 << 10;

/** Runs a strategy over one symbol or several that share one cash. */
export function simulate(
  strategy: StrategyDefinition, params: StrategyParams, settings: BacktestSettings, series: BacktestTaskInput['series'], context?: TaskContext,
  reading = new Reading(settings.intrabar === 'optimistic'),
): Simulation {
  strategy.start?.();
  const parts = prepare(strategy, params, settings, series, reading);
  const end = parts.lanes.length === 1 ? walkOne(parts, parts.lanes[0], strategy, params, context) : walkMany(parts, strategy, params, context);
  if (end !== null) return end;
  return settings.closeAtEnd && parts.firstAsked < parts.time.length ? closeAtEnd(parts) : { ...parts, ruin: null };
}

function prepare(
  strategy: StrategyDefinition, params: StrategyParams, settings: BacktestSettings, series: BacktestTaskInput['series'], reading: Reading,
): RunParts {
  const { time, places, closes } = createRunClock(series);
  const shares = { settings, ledger: new Ledger(settings.cash), refusals: new RefusalCounter(), fees: new FeeBook(settings, profiles[settings.profile]), reading };
  const family: CursorFamily = { clock: { bar: 0 }, bySymbol: new Map() };
  const lanes = series.map((one, k) => createLane(shares, family, strategy, params, one, places === null ? null : places[k], closes));
  const warmup = Math.max(...lanes.map((lane) => momentOf(lane, lane.warmup, time.length)));
  const firstAsked = warmup + profiles[settings.profile].barsAfterWarmup;
  return { ...shares, lanes, clock: family.clock, time, equity: new Float64Array(time.length).fill(settings.cash, 0, firstAsked), warmup, firstAsked };
}

const momentOf = ({ run: { clock } }: Lane, bar: number, none: number): number => (clock === null ? bar : (clock[bar] ?? none));

/** Walks the bars of one symbol, a stretch at a time. Ruin ends the run; null: it went on to the last bar. */
function walkOne(parts: RunParts, lane: Lane, strategy: StrategyDefinition, params: StrategyParams, context?: TaskContext): Simulation | null {
  const count = parts.equity.length;
  for (let from = parts.firstAsked; from < count; from += stretchBars) {
    const ruin = walkStretch(parts.equity, lane, strategy, params, from, Math.min(from + stretchBars, count));
    if (ruin !== null) return endInRuin(parts, ruin);
    if (context !== undefined) context.progress(from / count);
  }
  return null;
}

/**
 * The event loop: on each bar the venue fills what is pending, equity is recorded, and the strategy is asked on the close.
 * Gives the bar of ruin, equity at or below zero at a close; null: there was none.
 */
function walkStretch(
  equity: Float64Array, { run, venue, cursor, carry }: Lane, strategy: StrategyDefinition, params: StrategyParams, from: number, to: number,
): number | null {
  const { account, time, bars: { close } } = run;
  const fillsOnClose = run.settings.fill === 'same-close' && run.profile.fillsWithinBar;
  for (let i = from; i < to; i++) {
    time.bar = i;
    if (carry !== null) carry.beforeBar(i);
    venue.workBar(i);
    account.recordEquity(equity, close, i);
    if (equity[i] <= 0) return i;
    strategy.onBar(cursor, params);
    if (fillsOnClose) {
      venue.workClose(i);
      account.recordEquity(equity, close, i);
      if (equity[i] <= 0) return i;
    }
  }
  return null;
}
