import { createCarry } from '../engine/carry-book.ts';
import { Cursor, type CursorFamily } from '../engine/cursor.ts';
import { Desk } from '../engine/desk.ts';
import { IndicatorView } from '../engine/indicator-view.ts';
import type { Lane } from '../engine/lane.ts';
import type { OrderOptions } from '../engine/order-options.ts';
import { isForReading } from '../engine/longer-series.ts';
import { OrderQueue } from '../engine/order-queue.ts';
import { RefusalCounter, type RefusalReason } from '../engine/refused-orders.ts';
import { createRunContext, type RunContext, type RunShares } from '../engine/run-context.ts';
import { indicatorsOf, type StrategyDefinition, type StrategyParams } from '../engine/strategy.ts';
import type { SeriesInput } from '../engine/task.ts';
import type { ExitReason, Order, Trade } from '../engine/trade.ts';
import { Venue } from '../engine/venue.ts';
import type { JournalWriter } from './journal-writer.ts';
import { goneCause, intentVerb, type GoneCause } from './run-journal.ts';

/** A lane whose orders and intents are written down, and the columns of its indicators. */
export type WatchedLane = Lane & { readonly place: number; readonly columns: readonly { readonly name: string; readonly values: Float64Array }[] };

/** A queue that says which orders come and go. */
class WatchedQueue extends OrderQueue {
  readonly #writer: JournalWriter;
  readonly #symbol: number;
  readonly #lotSize: number;
  #cause: GoneCause | null = null;

  constructor(writer: JournalWriter, symbol: number, lotSize: number) {
    super();
    this.#writer = writer;
    this.#symbol = symbol;
    this.#lotSize = lotSize;
  }

  override append(order: Order): void {
    super.append(order);
    this.#writer.placed(order, this.#symbol, this.#lotSize);
  }

  override prepend(order: Order): void {
    super.prepend(order);
    this.#writer.placed(order, this.#symbol, this.#lotSize);
  }

  override remove(order: Order): void {
    const { isWorking, isBracket } = order;
    super.remove(order);
    if (isWorking) this.#writer.gone(order, this.#symbol, isBracket, this.#cause);
  }

  override removeGroup(group: string, except: Order): void {
    this.#because(goneCause.group, () => super.removeGroup(group, except));
  }

  override removeEntries(): void {
    this.#because(goneCause.cancelled, () => super.removeEntries());
  }

  override removeEntriesInPlace(): void {
    this.#because(goneCause.cancelled, () => super.removeEntriesInPlace());
  }

  #because(cause: GoneCause, remove: () => void): void {
    this.#cause = cause;
    remove();
    this.#cause = null;
  }
}

/** A desk that says what it is asked for. */
class WatchedDesk extends Desk {
  readonly #writer: JournalWriter;
  readonly #symbol: number;
  /** What is asked for inside another intent is that one's doing. */
  #isInside = false;

  constructor(run: RunContext, writer: JournalWriter, symbol: number) {
    super(run);
    this.#writer = writer;
    this.#symbol = symbol;
  }

  override place(isBuy: boolean, options: OrderOptions, now: number): void {
    this.#say(() => this.#writer.ask(this.#symbol, isBuy ? intentVerb.buy : intentVerb.sell, NaN, options), () => super.place(isBuy, options, now));
  }

  override closeTrade(trade: Trade, share: number, reason: ExitReason): void {
    this.#say(() => this.#writer.ask(this.#symbol, intentVerb.closeTrade, share, null), () => super.closeTrade(trade, share, reason));
  }

  override closePosition(share: number, reason: ExitReason): void {
    this.#say(() => this.#writer.ask(this.#symbol, intentVerb.close, share, null), () => super.closePosition(share, reason));
  }

  override cancelAll(): void {
    this.#say(() => this.#writer.ask(this.#symbol, intentVerb.cancelAll, NaN, null), () => super.cancelAll());
  }

  #say(say: () => void, act: () => void): void {
    if (this.#isInside || !this.#writer.isAsked) return act();
    this.#isInside = true;
    try {
      say();
      act();
    } finally {
      this.#isInside = false;
    }
  }
}

/** Counts refusals and says which order is being refused. */
export class WatchedRefusals extends RefusalCounter {
  /** Set once the writer is there. */
  writer: JournalWriter | null = null;

  override add(reason: RefusalReason, symbol: string | null, bar: number): void {
    super.add(reason, symbol, bar);
    this.writer?.refuse(reason);
  }
}

/** As the engine builds a lane, with a queue and a desk that are watched. `place`: its place among the series. */
export function createWatchedLane(
  shares: RunShares, family: CursorFamily, strategy: StrategyDefinition, params: StrategyParams, series: SeriesInput, clock: Int32Array | null, writer: JournalWriter, place: number,
  closes: Float64Array | null = null,
): WatchedLane {
  const plain = createRunContext(shares, series, clock, clock === null ? family.clock : { bar: -1 }, { present: family.clock, closes, isForReading: isForReading(series.symbol, family.bySymbol.keys()) });
  const run: RunContext = { ...plain, queue: new WatchedQueue(writer, place, plain.lotSize) };
  const columnsOf = indicatorsOf(strategy, params);
  const columns = columnsOf(series.bars).map(([name, values]) => ({ name, values }));
  const desk = new WatchedDesk(run, writer, place);
  const ind = Object.fromEntries(columns.map(({ name, values }) => [name, new IndicatorView(values, run.time)]));
  return { run, desk, venue: new Venue(run, desk), cursor: new Cursor(run, desk, ind, family, columnsOf), carry: createCarry(run, series), warmup: Math.max(0, ...columns.map(({ values }) => leadingGap(values))), place, columns };
}

/** Bars at the start of a column without a value; all of them where it never has one. */
function leadingGap(values: Float64Array): number {
  let i = 0;
  while (i < values.length && Number.isNaN(values[i])) i++;
  return i;
}
