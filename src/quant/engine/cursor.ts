import type { Desk } from './desk.ts';
import { checkOffset, type IndicatorView, type RunTime } from './indicator-view.ts';
import type { OrderOptions } from './order-options.ts';
import { OrderView } from './order-view.ts';
import type { RunContext } from './run-context.ts';
import { TradeView } from './trade-view.ts';

export type Bar = {
  readonly timeMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
};

/** What a strategy is given on each bar: the past and the present, its account, and the means to order. Sealed: the columns cannot be reached. */
export class Cursor<Names extends string = string> {
  readonly ind: Readonly<Record<Names, IndicatorView>>;
  readonly #run: RunContext;
  readonly #desk: Desk;
  readonly #time: RunTime;

  constructor(run: RunContext, desk: Desk, time: RunTime, ind: Readonly<Record<Names, IndicatorView>>) {
    this.#run = run;
    this.#desk = desk;
    this.#time = time;
    this.ind = ind;
  }

  /** Number of the present bar, from 0. */
  get index(): number { return this.#time.bar; }

  /** The present bar, or with a negative offset an earlier one; all NaN before the first. */
  bar(offset = 0): Bar {
    checkOffset(offset);
    const { bars } = this.#run;
    const i = this.#time.bar + offset;
    const at = (column: Float64Array): number => column[i] ?? NaN;
    return { timeMs: at(bars.time), open: at(bars.open), high: at(bars.high), low: at(bars.low), close: at(bars.close), volume: at(bars.volume) };
  }

  /** `a` was strictly below `b` on the previous bar and is strictly above now. */
  crossedAbove(a: IndicatorView, b: IndicatorView): boolean {
    return a.at(-1) < b.at(-1) && a.value > b.value;
  }

  /** `a` was strictly above `b` on the previous bar and is strictly below now. */
  crossedBelow(a: IndicatorView, b: IndicatorView): boolean {
    return this.crossedAbove(b, a);
  }

  /** Signed units held, and the open profit before exit commissions. */
  get position(): { readonly size: number; readonly profit: number } {
    const { account, lotSize, bars } = this.#run;
    return { size: account.lots * lotSize, profit: account.openProfit(bars.close[this.#time.bar]) };
  }

  /** Nothing is held. */
  get isFlat(): boolean { return this.#run.account.trades.length === 0; }

  /** Nothing is pending, brackets of open trades included. */
  get isIdle(): boolean { return this.#run.queue.length === 0; }

  /** Cash plus open profits at the present close. */
  get equity(): number { return this.#run.account.equity(this.#run.bars.close[this.#time.bar]); }

  get trades(): readonly TradeView[] { return this.#run.account.trades.map((trade) => new TradeView(trade, this.#run, this.#desk, this.#time)); }

  get orders(): readonly OrderView[] { return this.#run.queue.list().map((order) => new OrderView(order, this.#run)); }

  buy(options: OrderOptions = {}): void { this.#desk.place(true, options, this.#run.bars.close[this.#time.bar]); }

  sell(options: OrderOptions = {}): void { this.#desk.place(false, options, this.#run.bars.close[this.#time.bar]); }

  /** Closes a share of every open trade by market orders. */
  close(share = 1): void { this.#desk.closePosition(share, 'signal'); }

  /** Cancels pending orders; stop-losses and take-profits of open trades stay. */
  cancelAll(): void { this.#desk.cancelAll(); }
}
