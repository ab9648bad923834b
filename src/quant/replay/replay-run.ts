import type { BacktestFill, BacktestSettings } from '../../contract/model/backtest.ts';
import type { ReplayIntent } from '../../contract/model/replay.ts';
import { checkSeries } from '../engine/check-series.ts';
import type { CursorFamily } from '../engine/cursor.ts';
import { FeeBook } from '../engine/fees.ts';
import { Ledger } from '../engine/ledger.ts';
import { profiles } from '../engine/profiles.ts';
import { Reading } from '../engine/reading.ts';
import type { RefusalReason } from '../engine/refused-orders.ts';
import { endInRuin, type RunParts } from '../engine/simulation.ts';
import type { SeriesInput } from '../engine/task.ts';
import type { Order, SettledTrade, Trade } from '../engine/trade.ts';
import { QuantError } from '../error.ts';
import { JournalWriter } from '../microscope/journal-writer.ts';
import type { RunJournal } from '../microscope/run-journal.ts';
import { createWatchedLane, WatchedRefusals, type WatchedLane } from '../microscope/watched-lane.ts';
import { carryOut, type DatedDecision } from './decision.ts';
import { replayStrategy } from './replay-strategy.ts';
import { toDecision } from './to-decision.ts';

/** An intent with the bar on whose close it was given, from 0. */
export type DatedIntent = { readonly bar: number; readonly intent: ReplayIntent };

/** An order that could not be afforded when it would have filled. `reason` as the engine counts them. */
export type RefusedFill = { readonly bar: number; readonly reason: RefusalReason };

/** Notes each refusal, not only how many there were. */
class NotedRefusals extends WatchedRefusals {
  readonly noted: RefusedFill[] = [];

  override add(reason: RefusalReason, symbol: string | null, bar: number): void {
    super.add(reason, symbol, bar);
    this.noted.push({ bar, reason });
  }
}

/** An open order with its number, which counts the orders of the run from 1, and the bar on which it was placed. */
export type NumberedOrder = { readonly number: number; readonly order: Order; readonly placedBar: number };

/**
 * A run that goes on when it is told to, a bar at a time, and is asked from outside what to do: the engine's own parts in the engine's own order, so
 * that the same decisions in one backtest over the same bars are the same fills. It only ever goes forward; who wants to go back makes another.
 */
export class ReplayRun {
  readonly #settings: BacktestSettings;
  readonly #lane: WatchedLane;
  readonly #parts: RunParts;
  readonly #writer: JournalWriter;
  readonly #refusals: NotedRefusals;
  readonly #fillsOnClose: boolean;
  readonly #decisions: DatedDecision[] = [];
  #bar = -1;
  #ruinedAt: number | null = null;

  /** Bars that no run could be made over are a QuantError in one sentence. */
  constructor(settings: BacktestSettings, series: SeriesInput) {
    checkSeries([series], settings);
    const count = series.bars.time.length;
    const profile = profiles[settings.profile];
    const refusals = new NotedRefusals();
    const ledger = new Ledger(settings.cash);
    const shares = { settings, ledger, refusals, fees: new FeeBook(settings, profile), reading: new Reading(settings.intrabar === 'optimistic') };
    const writer = new JournalWriter(ledger, [series.symbol], count, null);
    refusals.writer = writer;
    const family: CursorFamily = { clock: { bar: 0 }, bySymbol: new Map() };
    const lane = createWatchedLane(shares, family, replayStrategy([]), {}, series, null, writer, 0);
    this.#settings = settings;
    this.#lane = lane;
    this.#writer = writer;
    this.#refusals = refusals;
    this.#parts = { ...shares, lanes: [lane], clock: family.clock, time: series.bars.time, equity: new Float64Array(count), warmup: 0, firstAsked: 0 };
    this.#fillsOnClose = settings.fill === 'same-close' && profile.fillsWithinBar;
  }

  /** The present bar, from 0; -1: before the first. */
  get bar(): number { return this.#bar; }
  get count(): number { return this.#parts.time.length; }
  /** The bar on which all was lost; null: it was not. */
  get ruinedAt(): number | null { return this.#ruinedAt; }
  get cash(): number { return this.#parts.ledger.cash; }
  get equity(): number { return this.#bar < 0 ? this.#settings.cash : this.#parts.equity[this.#bar]; }
  get trades(): readonly Trade[] { return this.#lane.run.account.trades; }
  get lotSize(): number { return this.#lane.run.lotSize; }
  get settled(): readonly SettledTrade[] { return this.#parts.ledger.settled; }
  get fills(): readonly BacktestFill[] { return this.#parts.ledger.fills; }
  get refusals(): readonly RefusedFill[] { return this.#refusals.noted; }
  /** What was asked for up to the present, as a strategy does it. */
  get decisions(): readonly DatedDecision[] { return this.#decisions; }

  /** The orders that wait, in the order in which they are matched. */
  get orders(): readonly NumberedOrder[] {
    return this.#lane.run.queue.list().map((order) => {
      const number = this.#writer.numberOf(order);
      return { number, order, placedBar: this.#writer.placedAt(number) };
    });
  }

  /** Open profit of a trade at the present close. */
  profitOf(trade: Trade): number { return this.#lane.run.account.profitOf(trade, this.#lane.run.bars.close[this.#bar]); }

  /** Place of a numbered order among those that wait; -1: it does not wait. */
  placeOf(number: number): number { return this.#lane.run.queue.list().findIndex((order) => this.#writer.numberOf(order) === number); }

  /** Goes on to a bar, doing on the close of each what was asked for there. `intents`: in the order in which they were given, ascending by bar. */
  goTo(bar: number, intents: readonly DatedIntent[] = []): void {
    let next = intents.findIndex((one) => one.bar > this.#bar);
    if (next === -1) next = intents.length;
    while (this.#bar < bar && this.#ruinedAt === null) {
      this.#settleAsked();
      this.#workBar();
      if (this.#ruinedAt !== null) break;
      for (; next < intents.length && intents[next].bar === this.#bar; next++) this.#ask(intents[next].intent);
      if (this.#fillsOnClose) this.#workClose();
      this.#writer.end(this.#bar);
    }
    if (this.#bar >= bar) return;
    this.#bar = bar;
    this.#parts.clock.bar = bar;
  }

  /**
   * Asks for something on the close of the present bar. Refused by a QuantError in one sentence; then it may be done in part, and the run has to be
   * made anew. Where orders fill on the very close, a bar that has ended has filled them: there, too, a run is made anew with all intents.
   */
  decide(intent: ReplayIntent): void {
    if (this.#ruinedAt !== null) throw new QuantError('RUINED', 'All cash is lost, so that nothing more can be traded; step back or finish.');
    this.#ask(intent);
  }

  /** The journal up to the present. After it nothing more may be asked for on this bar: whoever goes on asking reads the journal of a run made anew. */
  journal(): RunJournal {
    this.#settleAsked();
    const last = Math.max(0, this.#bar);
    const { time, equity } = this.#parts;
    return {
      time: time.subarray(0, last + 1), cash: new Float64Array(0), equity: equity.subarray(0, last + 1), firstAsked: 0, ruinedAt: this.#ruinedAt,
      symbols: [{ symbol: this.#lane.run.symbol, held: new Float64Array(0), average: new Float64Array(0), profit: new Float64Array(0), indicators: [], clock: null }],
      ...this.#writer.finish(this.#bar < 0 ? 0 : this.#ruinedAt ?? last),
    };
  }

  #workBar(): void {
    const bar = this.#bar + 1;
    this.#bar = bar;
    const { run, venue, carry } = this.#lane;
    this.#parts.clock.bar = bar;
    this.#writer.begin(bar);
    if (carry !== null) {
      carry.beforeBar(bar);
      this.#settle();
    }
    venue.workBar(bar);
    this.#settle();
    this.#noteEquity(run.bars.close[bar]);
  }

  #ask(intent: ReplayIntent): void {
    const decision = toDecision(intent, (order) => this.placeOf(order));
    this.#writer.isAsked = true;
    carryOut(this.#lane.cursor, decision);
    this.#decisions.push({ bar: this.#bar, decision });
  }

  /** Writes down new terms of orders once all was asked for on a bar, that is when it is left: what was changed twice there is one change, as in a run that is asked once. */
  #settleAsked(): void {
    if (!this.#writer.isAsked) return;
    this.#settle();
    this.#writer.isAsked = false;
    this.#writer.end(this.#bar);
  }

  #workClose(): void {
    this.#settleAsked();
    this.#lane.venue.workClose(this.#bar);
    this.#settle();
    this.#noteEquity(this.#lane.run.bars.close[this.#bar]);
  }

  #noteEquity(close: number): void {
    const { account } = this.#lane.run;
    account.mark = close;
    account.recordEquity(this.#parts.equity, this.#lane.run.bars.close, this.#bar);
    if (this.#parts.equity[this.#bar] > 0) return;
    this.#ruinedAt = this.#bar;
    endInRuin(this.#parts, this.#bar);
    this.#settle();
    this.#writer.end(this.#bar);
  }

  #settle(): void {
    const { queue, lotSize } = this.#lane.run;
    this.#writer.settle(queue.list(), 0, lotSize);
  }
}
