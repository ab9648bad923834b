import type { BarColumns } from '../../contract/model/bar.ts';
import { worsen } from '../fills/worsen.ts';
import { chooseOfBracket, chooseOfGroup } from './choose-order.ts';
import { closeTrade } from './close-trade.ts';
import type { Desk } from './desk.ts';
import { EntryDesk } from './fill-entry.ts';
import { findFiner } from './finer-bars.ts';
import { impactShare } from './impact-share.ts';
import { liquidate } from './liquidate.ts';
import { isAlive, isOfAuction, tradesAtStart } from './order-life.ts';
import { OrderPricer } from './order-price.ts';
import type { RunContext } from './run-context.ts';
import type { Slice } from './slice.ts';
import { checkSubmitted } from './submission.ts';
import { orderKind, type Order, type OrderKind, type Trade } from './trade.ts';

/** The simulated venue of a run for one symbol: matches its queue against bar after bar and books what fills. */
export class Venue {
  readonly #run: RunContext;
  readonly #desk: Desk;
  readonly #slice: Slice;
  readonly #pricer: OrderPricer;
  readonly #entries: EntryDesk;
  readonly #maxVolumeShare: number;
  readonly #watchesMargin: boolean;
  /** The orders being walked; kept, so that a bar with pending orders allocates nothing. */
  readonly #walk: Order[] = [];
  #isWorkedAgain = false;
  /** Fills inside the stretch that do not belong to each other: what came first may matter. */
  #loneFills = 0;

  constructor(run: RunContext, desk: Desk) {
    this.#run = run;
    this.#desk = desk;
    this.#slice = run.slice;
    this.#pricer = new OrderPricer(run, run.slice);
    this.#entries = new EntryDesk(run, run.slice, this.#pricer);
    this.#maxVolumeShare = run.settings.maxVolumeShare ?? Infinity;
    this.#watchesMargin = run.settings.maintenanceMargin !== undefined;
  }

  /** Matches every order against a bar; once more where a fill placed a stop-loss or take-profit that this bar may reach. */
  workBar(bar: number): void {
    const { queue, bars, account, finer } = this.#run;
    if (queue.length === 0 && !(this.#watchesMargin && account.trades.length > 0)) return;
    if (this.#run.profile.paysCash) checkSubmitted(this.#run.ledger);
    const slice = this.#slice;
    slice.bar = bar;
    this.#startVolume(bar);
    this.#run.reading.at(this.#run.clock === null ? bar : this.#run.clock[bar]);
    if (finer !== null && findFiner(finer, bars.time, bar)) this.#workFiner(finer.bars, finer.from, finer.to);
    else {
      slice.timeMs = bars.time[bar];
      slice.open = bars.open[bar];
      slice.high = bars.high[bar];
      slice.low = bars.low[bar];
      slice.close = bars.close[bar];
      this.#workSlice();
    }
    if (queue.hasAuctions) this.#workAuction(bar);
  }

  /** Fills the market orders at a bar's close; brackets of what they open wait for the next bar. */
  workClose(bar: number): void {
    const { queue } = this.#run;
    if (queue.length === 0) return;
    if (this.#run.profile.paysCash) checkSubmitted(this.#run.ledger);
    if (this.#slice.bar !== bar) this.#startVolume(bar);
    this.#collapseToClose(bar);
    for (const order of queue.list()) {
      if (order.isWorking && order.kind === orderKind.market && (order.extras === null || order.extras.on === null)) this.#work(order);
    }
  }

  /** Closes every open trade at a bar's close. */
  closeAll(bar: number, reason: 'end' | 'margin-call'): void {
    const { account, bars } = this.#run;
    for (const trade of account.trades.slice()) {
      const price = bars.close[bar] * this.#pricer.seen(!trade.isLong);
      closeTrade(this.#run, trade, Math.abs(trade.lots), price, bar, reason);
    }
  }

  /** Works the finer bars of a bar one after the other. */
  #workFiner({ time, open, high, low, close }: BarColumns, from: number, to: number): void {
    const slice = this.#slice;
    for (let k = from; k < to; k++) {
      slice.timeMs = time[k];
      slice.open = open[k];
      slice.high = high[k];
      slice.low = low[k];
      slice.close = close[k];
      this.#workSlice();
    }
  }

  #workSlice(): void {
    const { queue } = this.#run;
    const slice = this.#slice;
    slice.step += 1;
    this.#loneFills = 0;
    if (this.#run.profile.worksOpenFirst) this.#workOpen();
    do {
      this.#isWorkedAgain = false;
      const count = queue.copyTo(this.#walk);
      for (let k = 0; k < count; k++) {
        const order = this.#walk[k];
        if (order.isWorking && order.activeFrom <= slice.step) this.#work(order);
      }
    } while (this.#isWorkedAgain);
    if (this.#loneFills > 1) this.#leaveOpen();
    if (this.#watchesMargin && liquidate(this.#run, slice, this.#pricer)) this.#leaveOpen();
  }

  /** What the first price of the stretch fills: a trade that leaves there cannot leave at its stop later. */
  #workOpen(): void {
    const count = this.#run.queue.copyTo(this.#walk);
    if (count < 2) return;
    for (let k = 0; k < count; k++) {
      const order = this.#walk[k];
      if (!order.isWorking || order.activeFrom > this.#slice.step || !this.#pricer.isReachedByOpen(order)) continue;
      if (order.extras === null) this.#matchOne(order);
      else this.#work(order);
    }
  }

  #leaveOpen(): void {
    const { reading } = this.#run;
    reading.note();
    reading.isOpenEnded = true;
  }

  /** Fills what trades at the close of the bar, when that is the last of its day. */
  #workAuction(bar: number): void {
    this.#collapseToClose(bar);
    for (const order of this.#run.queue.list()) {
      if (!order.isWorking || !isOfAuction(order, this.#run.bars.time, bar, 'close')) continue;
      this.#workAtStart(order);
    }
  }

  #collapseToClose(bar: number): void {
    const { bars } = this.#run;
    const slice = this.#slice;
    slice.bar = bar;
    slice.step += 1;
    slice.timeMs = bars.time[bar];
    slice.open = slice.high = slice.low = slice.close = bars.close[bar];
  }

  #startVolume(bar: number): void {
    this.#slice.volumeLeft = this.#maxVolumeShare === Infinity ? Infinity : this.#maxVolumeShare * this.#run.bars.volume[bar];
  }

  #work(order: Order): void {
    const { queue, bars } = this.#run;
    if (order.extras !== null) {
      if (!isAlive(order.extras, this.#slice.timeMs)) {
        queue.remove(order);
        return;
      }
      if (order.extras.on === 'close') return;
      if (order.extras.on === 'open' && !isOfAuction(order, bars.time, this.#slice.bar, 'open')) return;
      if (tradesAtStart(order.extras)) {
        this.#workAtStart(order);
        return;
      }
      if (order.extras.group !== null) {
        this.#match(chooseOfGroup(this.#run, this.#pricer, this.#slice, order, order.extras.group));
        return;
      }
    }
    this.#match(order);
  }

  /** An order that trades at one price or not at all. */
  #workAtStart(order: Order): void {
    const price = this.#pricer.priceAtStart(order);
    if (!Number.isNaN(price)) this.#fill(order, Number.isNaN(order.limit) ? orderKind.market : orderKind.limit, price);
    this.#run.queue.remove(order);
  }

  #match(order: Order): void {
    if (this.#pricer.misses(order)) return;
    const trade = order.trade;
    if (trade !== null && trade.takeProfit !== null && this.#run.profile.readsOptimistically && order.isBracket) {
      const chosen = chooseOfBracket(this.#run, this.#pricer, this.#slice, order, trade);
      if (chosen !== order) {
        this.#matchOne(chosen);
        return;
      }
    }
    this.#matchOne(order);
  }

  #matchOne(order: Order): void {
    const kind = order.kind;
    const price = this.#pricer.priceOf(order, kind);
    if (!Number.isNaN(price)) this.#fill(order, kind, price);
  }

  #fill(order: Order, kind: OrderKind, price: number): void {
    const { trade, extras } = order;
    const fills = this.#run.account.fillCount;
    const isAtStart = this.#pricer.isAtStart(order, kind, price);
    if (!isAtStart && !(trade !== null && trade.entryStep === this.#slice.step)) this.#loneFills += 1;
    if (trade === null) {
      if (this.#entries.fill(order, kind, price)) this.#isWorkedAgain = true;
    } else this.#fillClosing(order, trade, kind, price);
    if (extras !== null && this.#run.account.fillCount > fills) this.#follow(order, price, isAtStart);
  }

  /** What the first fill of an order brings: the rest of its group goes, the orders it triggers come. */
  #follow(order: Order, price: number, isAtStart: boolean): void {
    const { group, triggers } = order.extras!;
    if (group !== null) this.#run.queue.removeGroup(group, order);
    if (triggers === null || order.hasTriggered) return;
    order.hasTriggered = true;
    for (const child of triggers) this.#desk.placeChild(child, price, isAtStart ? 0 : this.#slice.step + 1);
    if (isAtStart) this.#isWorkedAgain = true;
  }

  #fillClosing(order: Order, trade: Trade, kind: OrderKind, price: number): void {
    const { queue, settings, lotSize } = this.#run;
    const slice = this.#slice;
    const wanted = Math.min(Math.abs(trade.lots), order.size);
    const lots = slice.volumeLeft === Infinity ? wanted : Math.min(wanted, Math.max(0, Math.floor(slice.volumeLeft / lotSize + 1e-9)));
    if (lots > 0) {
      const isTaking = settings.impact !== undefined && kind !== orderKind.limit;
      const paid = isTaking ? worsen(order.isBuy, price, impactShare(this.#run, slice, lots * lotSize)) : price;
      slice.volumeLeft -= lots * lotSize;
      closeTrade(this.#run, trade, lots, paid, this.#pricer.barOf(order, kind), order.reason, kind === orderKind.limit);
    }
    if (lots === wanted) queue.remove(order);
    else order.size -= lots;
  }
}
