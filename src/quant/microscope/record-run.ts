import type { BacktestFill, BacktestSettings } from '../../contract/model/backtest.ts';
import { askFrom } from '../engine/ask-from.ts';
import { checkSeries } from '../engine/check-series.ts';
import type { CursorFamily } from '../engine/cursor.ts';
import { FeeBook } from '../engine/fees.ts';
import { Ledger } from '../engine/ledger.ts';
import { releaseHeld } from '../engine/inside-bar.ts';
import { profiles } from '../engine/profiles.ts';
import { Reading } from '../engine/reading.ts';
import type { SettledTrade } from '../engine/trade.ts';
import { createRunClock } from '../engine/run-clock.ts';
import { closeAtEnd, endInRuin, type RunParts } from '../engine/simulation.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import type { BacktestTaskInput, SeriesInput } from '../engine/task.ts';
import type { TaskContext } from '../tasks.ts';
import { sharedFloats, shareFloats, shareInts } from './growing-column.ts';
import { JournalWriter } from './journal-writer.ts';
import type { RunJournal, SymbolTrack } from './run-journal.ts';
import { createWatchedLane, WatchedRefusals, type WatchedLane } from './watched-lane.ts';

const barsBetweenReports = 1 << 15;

/** A run that was watched: what happened, and its fills, by which it can be told from another. */
export type RecordedRun = { readonly journal: RunJournal; readonly fills: readonly BacktestFill[]; readonly settled: readonly SettledTrade[] };

/** What of a run is being written while it goes on. */
type Recording = {
  readonly parts: Omit<RunParts, 'lanes'> & { readonly lanes: readonly WatchedLane[] };
  readonly writer: JournalWriter;
  readonly cash: Float64Array;
  readonly tracks: readonly Pick<SymbolTrack, 'held' | 'average' | 'profit'>[];
};

/**
 * Makes a run again with a pen beside it. The parts of the engine do the same as in a run that nobody watches, fill by fill; only the loop around
 * them is written here once more, so that the engine's own pays nothing for what is seldom asked for.
 *
 * @param line takes a line of JSON for each intent, order and fill, for a hash over all of them.
 */
export function recordRun(
  given: StrategyDefinition, params: StrategyParams, settings: BacktestSettings, series: BacktestTaskInput['series'], context?: TaskContext, line: ((line: string) => void) | null = null,
): RecordedRun {
  checkSeries(series, settings);
  const strategy = askFrom(given, settings);
  strategy.start?.();
  const recording = prepare(strategy, params, settings, series, line);
  const { parts, writer } = recording;
  const ruinedAt = walk(recording, strategy, params, context);
  const last = ruinedAt ?? parts.time.length - 1;
  let endedAt = ruinedAt;
  if (ruinedAt === null && settings.closeAtEnd && parts.firstAsked < parts.time.length) {
    writer.isEnding = true;
    const end = closeAtEnd(parts);
    endedAt = end.ruin?.bar ?? null;
    settleAll(recording);
    note(recording, last);
  }
  recording.cash.fill(recording.cash[last], last);
  for (const { held, average, profit } of recording.tracks) for (const column of [held, average, profit]) column.fill(column[last], last);
  return {
    fills: parts.ledger.fills,
    settled: parts.ledger.settled,
    journal: {
      time: shareFloats(parts.time), cash: recording.cash, equity: parts.equity, firstAsked: parts.firstAsked, ruinedAt: endedAt,
      symbols: parts.lanes.map((lane, k): SymbolTrack => ({
        symbol: lane.run.symbol, ...recording.tracks[k], indicators: lane.columns.map(({ name, values }) => ({ name, values: shareFloats(values) })),
        clock: lane.run.clock === null ? null : shareInts(lane.run.clock),
      })),
      ...writer.finish(last),
    },
  };
}

function prepare(strategy: StrategyDefinition, params: StrategyParams, settings: BacktestSettings, series: readonly SeriesInput[], line: ((line: string) => void) | null): Recording {
  const profile = profiles[settings.profile];
  const refusals = new WatchedRefusals();
  const ledger = new Ledger(settings.cash);
  const { time, places, closes } = createRunClock(series);
  const shares = { settings, ledger, refusals, fees: new FeeBook(settings, profile), reading: new Reading(settings.intrabar === 'optimistic') };
  const count = time.length;
  const writer = new JournalWriter(ledger, series.map(({ symbol }) => symbol), count, line);
  refusals.writer = writer;
  const family: CursorFamily = { clock: { bar: 0 }, bySymbol: new Map() };
  const lanes = series.map((one, k) => createWatchedLane(shares, family, strategy, params, one, places === null ? null : places[k], writer, k, closes));
  const warmup = Math.max(...lanes.map((lane) => (lane.run.clock === null ? lane.warmup : (lane.run.clock[lane.warmup] ?? count))));
  const firstAsked = warmup + profile.barsAfterWarmup;
  const parts = { ...shares, lanes, clock: family.clock, time, equity: sharedFloats(count).fill(settings.cash, 0, firstAsked), warmup, firstAsked };
  return {
    parts, writer, cash: sharedFloats(count).fill(settings.cash, 0, firstAsked),
    tracks: lanes.map(() => ({ held: sharedFloats(count), average: sharedFloats(count).fill(NaN), profit: sharedFloats(count) })),
  };
}

/** The engine's loop over one symbol or several; gives the moment of ruin, null: it went on to the last one. */
function walk(recording: Recording, strategy: StrategyDefinition, params: StrategyParams, context?: TaskContext): number | null {
  const { parts, writer } = recording;
  const { lanes, equity, clock, firstAsked } = parts;
  const { settings, profile, clock: firstClock } = lanes[0].run;
  const fillsOnClose = settings.fill === 'same-close' && profile.fillsWithinBar;
  const isAlone = firstClock === null;
  const count = equity.length;
  for (let i = isAlone ? firstAsked : 0; i < count; i++) {
    clock.bar = i;
    if (!isAlone) advance(lanes, i);
    if (i < firstAsked) continue;
    writer.begin(i);
    for (const lane of lanes) if (isHere(lane, i)) workBar(lane, writer);
    equity[i] = equityAtCloses(parts, i);
    if (equity[i] <= 0) return ruin(recording, i);
    writer.isAsked = true;
    strategy.onBar(lanes[0].cursor, params);
    settleAll(recording);
    writer.isAsked = false;
    if (fillsOnClose) {
      for (const lane of lanes) {
        if (!isHere(lane, i)) continue;
        lane.venue.workClose(lane.run.time.bar);
        settle(lane, writer);
      }
      equity[i] = parts.ledger.equity;
      if (equity[i] <= 0) return ruin(recording, i);
    }
    note(recording, i);
    if (context !== undefined && i % barsBetweenReports === 0) context.progress(i / count);
  }
  return null;
}

function ruin(recording: Recording, moment: number): number {
  endInRuin(recording.parts, moment);
  settleAll(recording);
  note(recording, moment);
  return moment;
}

const isHere = ({ run: { clock, time } }: WatchedLane, moment: number): boolean => clock === null || clock[time.bar] === moment;

function workBar(lane: WatchedLane, writer: JournalWriter): void {
  const { run: { time: { bar } }, venue, carry } = lane;
  if (carry !== null) {
    carry.beforeBar(bar);
    settle(lane, writer);
  }
  venue.workBar(bar);
  releaseHeld(lane.run);
  settle(lane, writer);
}

const settle = ({ run, place }: WatchedLane, writer: JournalWriter): void => writer.settle(run.queue.list(), place, run.lotSize);

/** Takes each symbol with a bar at this moment to it; what is held of it counts at its open until all orders are worked. */
function advance(lanes: readonly WatchedLane[], moment: number): void {
  for (const { run } of lanes) {
    if (run.clock?.[run.time.bar + 1] !== moment) continue;
    run.time.bar += 1;
    run.account.markAtOpen(run.bars.open, run.time.bar);
  }
}

function equityAtCloses({ lanes, ledger }: Recording['parts'], moment: number): number {
  for (const lane of lanes) if (isHere(lane, moment)) lane.run.account.markAtClose(lane.run.bars.close, lane.run.time.bar);
  return ledger.equity;
}

function settleAll({ parts, writer }: Recording): void {
  for (const lane of parts.lanes) settle(lane, writer);
}

/** Writes down what is there after a moment. */
function note({ parts, writer, cash, tracks }: Recording, moment: number): void {
  cash[moment] = parts.ledger.cash;
  for (const [k, { run: { account, lotSize } }] of parts.lanes.entries()) {
    let [lots, cost] = [0, 0];
    for (const trade of account.trades) {
      lots += trade.lots;
      cost += trade.lots * trade.entryPrice;
    }
    tracks[k].held[moment] = lots * lotSize;
    tracks[k].average[moment] = lots === 0 ? NaN : cost / lots;
    tracks[k].profit[moment] = account.trades.length === 0 ? 0 : account.openProfit(account.mark);
  }
  writer.end(moment);
}
