import type { Desk } from './desk.ts';
import { requireUntouched } from './inside-bar.ts';
import { checkOrderOptions } from './order-options.ts';
import type { RunContext } from './run-context.ts';
import { setBracket, setTrail } from './set-bracket.ts';
import type { Trade } from './trade.ts';
import { toTrailDistance, type Trail } from './trail.ts';
import type { RunTime } from './indicator-view.ts';

/** An open trade as a strategy sees it. */
export class TradeView {
  readonly #trade: Trade;
  readonly #run: RunContext;
  readonly #desk: Desk;
  readonly #time: RunTime;

  constructor(trade: Trade, run: RunContext, desk: Desk, time: RunTime) {
    this.#trade = trade;
    this.#run = run;
    this.#desk = desk;
    this.#time = time;
  }

  /** Units, negative for short. */
  get size(): number { return this.#trade.lots * this.#run.lotSize; }
  get isLong(): boolean { return this.#trade.isLong; }
  get entryPrice(): number { return this.#trade.entryPrice; }
  get entryBar(): number { return this.#trade.entryBar; }
  /** Open profit at the present close, before the commission of its exit. */
  get profit(): number { return this.#run.account.profitOf(this.#trade, this.#run.bars.close[this.#time.bar]); }

  /** Price that closes it at a loss, null: none. Setting it again moves it, so that a stop can trail. */
  get stopLoss(): number | null { return this.#trade.stopLoss?.stop ?? null; }
  set stopLoss(price: number | null) { this.#set('stop-loss', 'stopLoss', price); }

  /** Price that closes it at a profit, null: none. */
  get takeProfit(): number | null { return this.#trade.takeProfit?.limit ?? null; }
  set takeProfit(price: number | null) { this.#set('take-profit', 'takeProfit', price); }

  /** Counts the trades of the run, from 1; orders name it in `closes`. */
  get id(): number { return this.#trade.id; }

  /** Where the stop that follows the price stands, null: none. */
  get trailStop(): number | null { return this.#trade.trailStop?.trailedStop ?? null; }

  /** Has a stop follow the price at a distance, from the present close on; null: none any more. */
  trail(distance: Trail | null): void {
    if (this.#trade.lots === 0) return;
    requireUntouched(this.#run, null);
    const { columns, bars } = this.#run;
    const { bar } = this.#time;
    setTrail(this.#run, this.#trade, distance === null ? null : toTrailDistance('A trade', distance, columns, bar), bars.close[bar]);
  }

  /** Closes a share of it by a market order. */
  close(share = 1): void {
    if (this.#trade.lots !== 0) this.#desk.closeTrade(this.#trade, share, 'signal');
  }

  #set(kind: 'stop-loss' | 'take-profit', name: 'stopLoss' | 'takeProfit', price: number | null): void {
    if (this.#trade.lots === 0) return;
    requireUntouched(this.#run, null);
    if (price !== null) checkOrderOptions(this.#trade.isLong ? 'sell' : 'buy', { [name]: price });
    setBracket(this.#run, this.#trade, kind, price ?? NaN);
  }
}
