import type { Sizing } from '../../contract/model/backtest.ts';
import { QuantError } from '../error.ts';
import { roundHalfEven } from '../fills/round-half-even.ts';
import { worsen } from '../fills/worsen.ts';
import { heldBack, isInsideBar, requireUntouched } from './inside-bar.ts';
import { checkBracket, checkOrderOptions, isPlain, type ChildOrder, type OrderOptions } from './order-options.ts';
import type { RunContext } from './run-context.ts';
import { submittedPrice } from './submission.ts';
import { toOrderSize } from './to-order-size.ts';
import { Order, sizeKind, timeInForce, type ExitReason, type OrderExtras, type OrderSize, type Trade } from './trade.ts';
import { toTrailDistance } from './trail.ts';

/** Takes a strategy's intents and queues them as orders. */
export class Desk {
  readonly #run: RunContext;
  readonly #defaultSize: OrderSize;

  constructor(run: RunContext) {
    this.#run = run;
    this.#defaultSize = toOrderSize(run, 'An order', run.settings.size);
  }

  /** Queues an order that opens a trade. Under exclusive orders all else is cancelled and closed first. `now`: the last close. */
  place(isBuy: boolean, options: OrderOptions, now: number): void {
    const { queue, settings, account, profile, isForReading, symbol } = this.#run;
    if (isForReading) throw new QuantError('ORDER_INVALID', `${symbol} is in this run for reading alone; place the order for the symbol whose longer bars it has.`);
    const order = this.#makeOrder(isBuy, options, now);
    if (isInsideBar(this.#run)) order.activeFrom = heldBack;
    if (settings.exclusive) {
      this.#requireUntouched();
      if (profile.skipsWhileRemoving) queue.removeEntriesInPlace();
      else queue.removeEntries();
      for (const trade of account.trades) this.closeTrade(trade, 1, 'reversal');
    }
    queue.append(order);
    if (profile.paysCash) this.#submit(order, now);
  }

  /** Has the cover of an order checked before the next bar is worked. */
  #submit(order: Order, now: number): void {
    this.#run.ledger.submitted.push({ run: this.#run, order, price: submittedPrice(order, now) });
  }

  /** Queues an order that another triggered at a price; it may be matched from a step of the venue on. */
  placeChild(child: ChildOrder, now: number, activeFrom: number): void {
    const order = this.#makeOrder(child.side === 'buy', child, now);
    order.activeFrom = activeFrom;
    this.#run.queue.append(order);
  }

  /** Queues a market order, ahead of all others, that closes a share of a trade: whole lots rounded half-even, at least one. */
  closeTrade(trade: Trade, share: number, reason: ExitReason): void {
    if (!(share > 0 && share <= 1)) throw new QuantError('ORDER_INVALID', `A trade cannot be closed by ${share}; the share must be above 0 and at most 1.`);
    const order = new Order({
      isBuy: !trade.isLong, sizeKind: sizeKind.lots, size: Math.max(1, roundHalfEven(Math.abs(trade.lots) * share, 0)), window: 0, isDefaultSize: false,
      limit: NaN, stop: NaN, stopLoss: NaN, takeProfit: NaN, trade, reason,
    });
    if (isInsideBar(this.#run)) order.activeFrom = heldBack;
    this.#run.queue.prepend(order);
    if (this.#run.profile.paysCash) this.#submit(order, this.#run.bars.close[this.#run.time.bar]);
  }

  /** Queues the closing of a share of every open trade. */
  closePosition(share: number, reason: ExitReason): void {
    for (const trade of this.#run.account.trades) this.closeTrade(trade, share, reason);
  }

  /** Cancels what is pending; stops and take-profits of open trades stay. */
  cancelAll(): void {
    this.#requireUntouched();
    this.#run.queue.removeEntries();
  }

  #requireUntouched(): void {
    if (!isInsideBar(this.#run)) return;
    for (const order of this.#run.queue.list()) if (!order.isBracket) requireUntouched(this.#run, order);
  }

  #makeOrder(isBuy: boolean, options: OrderOptions, now: number): Order {
    const { settings, profile } = this.#run;
    const side = isBuy ? 'buy' : 'sell';
    checkOrderOptions(side, options);
    checkBracket(side, options.limit ?? options.stop ?? worsen(isBuy, now, profile.entrySpread(settings.spreadRate)), options);
    const size = options.size === undefined ? this.#defaultSize : this.#sizeOf(side, options.size);
    if (size.sizeKind === sizeKind.risk && options.stopLoss === undefined && options.trail === undefined) {
      throw new QuantError('ORDER_INVALID', `A ${side} order is sized by risk and has no stop; give it a stopLoss or a trail.`);
    }
    const order = new Order({
      isBuy, sizeKind: size.sizeKind, size: size.size, window: size.window, isDefaultSize: options.size === undefined, limit: options.limit ?? NaN,
      stop: options.stop ?? NaN, stopLoss: options.stopLoss ?? NaN, takeProfit: options.takeProfit ?? NaN, trade: null, reason: 'signal',
    });
    if (!isPlain(options)) this.#addExtras(order, side, options, now);
    else if (settings.lots === 'specific') this.#requireNamed(order, side, options);
    return order;
  }

  #addExtras(order: Order, side: 'buy' | 'sell', options: OrderOptions, now: number): void {
    const { columns, time } = this.#run;
    const who = `A ${side} order`;
    const { tif = 'gtc', goodTill = NaN, on = null, group = null, triggers = null, reduceOnly = false, closes = null, trail, trailingStop } = options;
    if (trail !== undefined) order.trail = toTrailDistance(who, trail, columns, time.bar);
    if (trailingStop !== undefined) order.follow = { distance: toTrailDistance(who, trailingStop, columns, time.bar), peak: now, from: 0 };
    const extras: OrderExtras = { tif: timeInForce[tif], goodTill, dayEnd: NaN, on, group, triggers, reduceOnly, closes };
    if (tif !== 'gtc' || on !== null || group !== null || triggers !== null || reduceOnly || closes !== null) order.extras = extras;
    if (this.#run.settings.lots === 'specific') this.#requireNamed(order, side, options);
  }

  /** Where lots are identified one by one, an order against what is held says which trades it closes. */
  #requireNamed(order: Order, side: string, { closes }: OrderOptions): void {
    if (closes !== undefined || this.#run.account.trades.every((trade) => trade.isLong === order.isBuy)) return;
    throw new QuantError('ORDER_INVALID', `A ${side} order names no trades to close; with lots specific it must say in closes which ids of open trades it closes.`);
  }

  #sizeOf(side: string, size: number | Sizing): OrderSize {
    if (typeof size !== 'number') return toOrderSize(this.#run, `A ${side} order`, size);
    if (size < 1) return { sizeKind: sizeKind.share, size, window: 0 };
    return toOrderSize(this.#run, `A ${side} order`, { kind: 'units', units: size });
  }
}
