import { QuantError } from '../error.ts';
import { readBar, type Bar } from './bar-at.ts';
import type { Desk } from './desk.ts';
import { checkOffset, type IndicatorView, type RunTime } from './indicator-view.ts';
import { longerName } from './longer-series.ts';
import type { OrderOptions } from './order-options.ts';
import { OrderView } from './order-view.ts';
import type { RunContext } from './run-context.ts';
import { makeTimeframe, TimeframeView, type ColumnsOf } from './timeframe-view.ts';
import { TradeView } from './trade-view.ts';

export type { Bar } from './bar-at.ts';

/** What the cursors of one run share. */
export type CursorFamily = {
  /** The present moment of the run. */
  readonly clock: RunTime;
  /** By symbol, in the order of the series. */
  readonly bySymbol: Map<string, Cursor>;
};

/**
 * What a strategy is given on each bar: the past and the present, its account, and the means to order. Sealed: the columns cannot be
 * reached. In a run over several symbols it shows the first one, and {@link Cursor.of} gives the same for each other.
 */
export class Cursor<Names extends string = string> {
  readonly ind: Readonly<Record<Names, IndicatorView>>;
  readonly #run: RunContext;
  readonly #desk: Desk;
  readonly #time: RunTime;
  readonly #family: CursorFamily;
  readonly #columnsOf: ColumnsOf;
  readonly #timeframes = new Map<string, TimeframeView<Names>>();

  /** `columnsOf`: the strategy's indicators over any bars. */
  constructor(run: RunContext, desk: Desk, ind: Readonly<Record<Names, IndicatorView>>, family: CursorFamily, columnsOf: ColumnsOf) {
    this.#columnsOf = columnsOf;
    this.#run = run;
    this.#desk = desk;
    this.#time = run.time;
    this.#family = family;
    this.ind = ind;
    family.bySymbol.set(run.symbol, this);
  }

  /** The symbols of the run, in the order of its series. */
  get symbols(): readonly string[] { return Array.from(this.#family.bySymbol.keys()); }

  /** The symbol that this cursor shows. */
  get symbol(): string { return this.#run.symbol; }

  /** The cursor of a symbol: its bars, indicators, position and orders, with the cash of the run. */
  of(symbol: string): Cursor<Names> {
    const found = this.#family.bySymbol.get(symbol);
    if (found !== undefined) return found as Cursor<Names>;
    throw new QuantError('UNKNOWN_SYMBOL', `There is no symbol ${symbol} in this run; there are ${this.symbols.join(', ')}.`);
  }

  /** Longer bars of this symbol for reading alone, those given beside it or made of its own: a bar is there from its end on, with the same indicators over such bars. */
  timeframe(length: string): TimeframeView<Names> {
    let view = this.#timeframes.get(length);
    if (view === undefined) this.#timeframes.set(length, view = this.#given(length) ?? makeTimeframe<Names>(this.#run, length, this.#columnsOf));
    return view;
  }

  /** Longer bars that were given to the run, with a longer past than its own or from elsewhere. */
  #given(timeframe: string): TimeframeView<Names> | null {
    const found = this.#family.bySymbol.get(longerName(this.symbol, timeframe));
    if (found === undefined || !found.#run.isForReading) return null;
    const { bars, time } = found.#run;
    return new TimeframeView<Names>({ symbol: this.symbol, timeframe, bars, time, ind: found.ind, isNew: () => found.hasBar });
  }

  /** Number of the present moment, from 0; with one symbol, of its present bar. */
  get index(): number { return this.#family.clock.bar; }

  /** The symbol has a bar at the present moment; else {@link Cursor.bar} is its last one and its orders wait for the next. */
  get hasBar(): boolean {
    const { clock } = this.#run;
    return clock === null || clock[this.#time.bar] === this.#family.clock.bar;
  }

  /** The present bar, or with a negative offset an earlier one; all NaN before the first. */
  bar(offset = 0): Bar {
    checkOffset(offset);
    return readBar(this.#run.bars, this.#time.bar + offset);
  }

  /** `a` was strictly below `b` on the previous bar and is strictly above now. */
  crossedAbove(a: IndicatorView, b: IndicatorView): boolean {
    return a.at(-1) < b.at(-1) && a.value > b.value;
  }

  /** `a` was strictly above `b` on the previous bar and is strictly below now. */
  crossedBelow(a: IndicatorView, b: IndicatorView): boolean {
    return this.crossedAbove(b, a);
  }

  /** Signed units held of this symbol, and the open profit before exit commissions. */
  get position(): { readonly size: number; readonly profit: number } {
    const { account, lotSize, bars } = this.#run;
    return { size: account.lots * lotSize, profit: account.openProfit(bars.close[this.#time.bar]) };
  }

  /** Nothing is held of this symbol. */
  get isFlat(): boolean { return this.#run.account.trades.length === 0; }

  /** Nothing is pending for this symbol, brackets of open trades included. */
  get isIdle(): boolean { return this.#run.queue.length === 0; }

  /** Cash plus the open profits of all symbols at their last closes. */
  get equity(): number {
    this.#run.reading.isEquitySeen = true;
    return this.#run.account.equity(this.#run.bars.close[this.#time.bar]);
  }

  get trades(): readonly TradeView[] { return this.#run.account.trades.map((trade) => new TradeView(trade, this.#run, this.#desk, this.#time)); }

  get orders(): readonly OrderView[] { return this.#run.queue.list().map((order) => new OrderView(order, this.#run)); }

  buy(options: OrderOptions = {}): void { this.#desk.place(true, options, this.#run.bars.close[this.#time.bar]); }

  sell(options: OrderOptions = {}): void { this.#desk.place(false, options, this.#run.bars.close[this.#time.bar]); }

  /** Closes a share of every open trade by market orders. */
  close(share = 1): void { this.#desk.closePosition(share, 'signal'); }

  /** Cancels pending orders; stop-losses and take-profits of open trades stay. */
  cancelAll(): void { this.#desk.cancelAll(); }
}
