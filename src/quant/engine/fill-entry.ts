import { worsen } from '../fills/worsen.ts';
import { isEnteredAtOpen, type BracketedEntry } from './bracket-timing.ts';
import { closeTrade } from './close-trade.ts';
import { listEntryOutcomes, takeOutcome } from './entry-outcomes.ts';
import { impactShare } from './impact-share.ts';
import { lotsAgainst, lotsFor } from './lots-for.ts';
import type { OrderPricer } from './order-price.ts';
import type { RefusalReason } from './refused-orders.ts';
import type { RunContext } from './run-context.ts';
import { setBracket, setTrail } from './set-bracket.ts';
import type { OrderCost } from './sizing.ts';
import type { Slice } from './slice.ts';
import { orderKind, sizeKind, timeInForce, type Order, type OrderKind, type Trade } from './trade.ts';

/** Books orders that open trades: first against trades on the other side, what is left as a new trade if it can be afforded. */
export class EntryDesk {
  readonly #run: RunContext;
  readonly #slice: Slice;
  readonly #pricer: OrderPricer;
  readonly #entrySpread: number;
  /** What the order being filled costs; kept, so that a fill allocates none. */
  readonly #cost: { -readonly [K in keyof OrderCost]: number } = { size: 0, entryPrice: 0, price: 0, commissionFixed: 0, commissionRate: 0 };

  constructor(run: RunContext, slice: Slice, pricer: OrderPricer) {
    this.#run = run;
    this.#slice = slice;
    this.#pricer = pricer;
    this.#entrySpread = run.profile.entrySpread(run.settings.spreadRate);
  }

  /** Fills an order at a price as far as the bar's volume lets it; true: a bracket that this stretch may reach was placed. */
  fill(order: Order, kind: OrderKind, price: number): boolean {
    const { profile, settings, account, queue } = this.#run;
    const bar = this.#pricer.barOf(order, kind);
    const isReducing = order.extras !== null && order.extras.reduceOnly;
    if (order.isDefaultSize && profile.reversesByDefault && !settings.hedging && !isReducing) {
      const open = lotsAgainst(this.#run.account.trades, order.isBuy);
      if (open > 0 && !this.#reverse(order, kind, open, price, bar)) return false;
    }
    const firstFill = account.fillCount;
    const entryPrice = worsen(order.isBuy, price, this.#entrySpread);
    const mark = profile.marksAtClose ? this.#run.bars.close[this.#slice.bar] : price;
    const cost = this.#costOf(order, kind, price, entryPrice, mark);
    const wanted = order.lotsLeft < 0 ? lotsFor(this.#run, order, cost, mark) : order.lotsLeft;
    if (!(wanted > 0)) {
      this.#refuse('below-minimum-size', bar);
      queue.remove(order);
      return false;
    }
    const allowed = this.#allowedLots(wanted);
    if (allowed < wanted && order.extras !== null && order.extras.tif === timeInForce.fok) {
      queue.remove(order);
      return false;
    }
    if (allowed === 0) return false;
    const paid = this.#afterImpact(order, kind, price, allowed);
    const lots = isReducing ? Math.min(allowed, lotsAgainst(this.#run.account.trades, order.isBuy)) : allowed;
    const left = settings.hedging && !isReducing ? lots : this.#offset(order, kind, lots, paid, bar);
    this.#slice.volumeLeft -= (lots - left) * this.#run.lotSize;
    let isBracketed = false;
    let isRefused = false;
    if (left > 0) {
      const sized = order.sizeKind === sizeKind.share || order.sizeKind === sizeKind.lots ? cost : { ...cost, size: left };
      isRefused = profile.paysCash
        ? !this.#canPay(order.isBuy, left, paid)
        : !profile.sizing.isAffordable(left, sized, { available: account.availableMargin(mark), leverage: this.#run.leverage });
      if (isRefused) this.#refuse('margin', bar);
      else isBracketed = this.#openTrade(order, kind, left, paid, bar);
    }
    if (profile.fillsAsOne) account.joinFills(firstFill);
    if (allowed < wanted && !isRefused && !isReducing) order.lotsLeft = wanted - allowed;
    else queue.remove(order);
    return isBracketed;
  }

  /** Whether cash is left, not below zero, once so many lots are opened; short sales bring theirs. */
  #canPay(isBuy: boolean, lots: number, price: number): boolean {
    const { ledger, lotSize, leverage, profile, settings } = this.#run;
    const value = lots * lotSize * price;
    return ledger.freeCash - (isBuy ? value / leverage : -value) - profile.fee(settings, lots * lotSize, price) >= -1e-9;
  }

  /** Closes all on the other side for an order that turns a position round; false: the volume did not last. */
  #reverse(order: Order, kind: OrderKind, open: number, price: number, bar: number): boolean {
    const allowed = this.#allowedLots(open);
    if (allowed > 0) this.#offset(order, kind, allowed === open ? Infinity : allowed, this.#afterImpact(order, kind, price, allowed), bar);
    this.#slice.volumeLeft -= allowed * this.#run.lotSize;
    return allowed === open;
  }

  #costOf(order: Order, kind: OrderKind, price: number, entryPrice: number, mark: number): OrderCost {
    const { lotSize, account: { fees: { bound }, rate }, settings } = this.#run;
    const commissionRate = bound.commissionPerUnit === 0 ? bound.commissionRate : bound.commissionRate + bound.commissionPerUnit / (price * rate);
    const cost = this.#cost;
    cost.size = order.size;
    cost.entryPrice = entryPrice * rate * lotSize;
    cost.price = price * rate * lotSize;
    cost.commissionFixed = bound.commissionFixed;
    cost.commissionRate = commissionRate;
    if (settings.impact === undefined || !isTaking(kind)) return cost;
    const first = lotsFor(this.#run, order, cost, mark);
    const worse = worsen(order.isBuy, 1, impactShare(this.#run, this.#slice, first * lotSize));
    return { ...cost, entryPrice: cost.entryPrice * worse, price: cost.price * worse };
  }

  #afterImpact(order: Order, kind: OrderKind, price: number, lots: number): number {
    const { settings, lotSize } = this.#run;
    if (settings.impact === undefined || !isTaking(kind)) return price;
    return worsen(order.isBuy, price, impactShare(this.#run, this.#slice, lots * lotSize));
  }

  #allowedLots(lots: number): number {
    const { volumeLeft } = this.#slice;
    return volumeLeft === Infinity ? lots : Math.min(lots, Math.max(0, Math.floor(volumeLeft / this.#run.lotSize + 1e-9)));
  }

  #refuse(reason: RefusalReason, bar: number): void {
    const { refusals, symbol, clock } = this.#run;
    if (clock === null) refusals.add(reason, null, bar);
    else refusals.add(reason, symbol, clock[bar]);
  }

  /** Closes trades on the other side in the order of the run's lots accounting, and gives the lots that are left. */
  #offset(order: Order, kind: OrderKind, lots: number, price: number, bar: number): number {
    let left = lots;
    for (const trade of this.#tradesToClose(order)) {
      if (trade.isLong === order.isBuy) continue;
      const open = Math.abs(trade.lots);
      const closed = Math.min(left, open);
      closeTrade(this.#run, trade, closed, price, bar, left > open ? 'reversal' : 'signal', kind === orderKind.limit);
      left -= closed;
      if (left === 0) break;
    }
    return left;
  }

  #tradesToClose({ extras }: Order): readonly Trade[] {
    const { account, settings } = this.#run;
    const trades = settings.lots === 'lifo' ? account.trades.toReversed() : account.trades.slice();
    const closes = extras === null ? null : extras.closes;
    if (closes === null) return trades;
    const named = closes.flatMap((id) => trades.filter((trade) => trade.id === id));
    return [...named, ...trades.filter((trade) => !named.includes(trade))];
  }

  #openTrade(order: Order, kind: OrderKind, lots: number, price: number, bar: number): boolean {
    const { profile, settings, account, reading } = this.#run;
    const { isBuy, stopLoss, takeProfit, trail } = order;
    const slice = this.#slice;
    const seen = this.#pricer.seen(isBuy);
    const trade = account.open(isBuy ? lots : -lots, worsen(isBuy, price, this.#entrySpread), bar, price / seen, kind === orderKind.limit, Number.isNaN(stopLoss) && Number.isNaN(takeProfit) && trail === null);
    trade.entryStep = slice.step;
    slice.volumeLeft -= lots * this.#run.lotSize;
    if (Number.isNaN(stopLoss) && Number.isNaN(takeProfit) && trail === null) return false;
    setBracket(this.#run, trade, 'take-profit', takeProfit);
    setBracket(this.#run, trade, 'stop-loss', stopLoss);
    if (trail !== null) setTrail(this.#run, trade, trail, price / seen);
    const entry: BracketedEntry = {
      kind, isBuy, price, open: slice.open * seen, high: slice.high * seen, low: slice.low * seen, nextStep: slice.step + 1, stopLoss, takeProfit,
    };
    const isAgain = profile.brackets[settings.intrabar === 'optimistic' ? 'optimistic' : 'pessimistic'](entry, trade);
    if (!profile.readsOptimistically || isEnteredAtOpen(entry)) return isAgain;
    if (trail !== null) {
      reading.note();
      reading.isOpenEnded = true;
      return isAgain;
    }
    const outcomes = listEntryOutcomes(entry);
    if (outcomes.length < 2) return isAgain;
    const choice = reading.chooseMore(outcomes.length);
    if (reading.isScripted) {
      if (trade.takeProfit !== null) trade.takeProfit.activeFrom = 0;
      takeOutcome(trade, outcomes[choice], slice.step + 1);
    }
    return isAgain;
  }
}

const isTaking = (kind: OrderKind): boolean => kind !== orderKind.limit && kind !== orderKind.stopLimit;
