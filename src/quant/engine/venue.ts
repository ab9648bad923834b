import { limitOnBar } from '../fills/limit-on-bar.ts';
import { isStopHit, stopOnBar } from '../fills/stop-on-bar.ts';
import { worsen } from '../fills/worsen.ts';
import { closeTrade } from './close-trade.ts';
import type { RefusalReason } from './refused-orders.ts';
import type { RunContext } from './run-context.ts';
import { setBracket } from './set-bracket.ts';
import type { OrderCost } from './sizing.ts';
import { orderKind, sizeKind, type Order, type OrderKind, type Trade } from './trade.ts';

/** The simulated venue of a run: matches the queue against bar after bar and books what fills. */
export class Venue {
  readonly #run: RunContext;
  /** Share by which buys see a price higher and sells lower. */
  readonly #barSpread: number;
  readonly #entrySpread: number;
  readonly #fillsAtLastClose: boolean;
  /** The orders being walked; kept, so that a bar with pending orders allocates nothing. */
  readonly #walk: Order[] = [];
  #bar = 0;
  #open = NaN;
  #high = NaN;
  #low = NaN;
  #isWorkedAgain = false;

  constructor(run: RunContext) {
    const { profile, settings } = run;
    this.#run = run;
    this.#barSpread = profile.barSpread(settings.spreadRate);
    this.#entrySpread = profile.entrySpread(settings.spreadRate);
    this.#fillsAtLastClose = settings.fill === 'same-close' && !profile.fillsWithinBar;
  }

  /** Matches every order against a bar; once more where a fill placed a stop-loss or take-profit that this bar may reach. */
  workBar(bar: number): void {
    const { queue, bars } = this.#run;
    if (queue.length === 0) return;
    this.#bar = bar;
    this.#open = bars.open[bar];
    this.#high = bars.high[bar];
    this.#low = bars.low[bar];
    do {
      this.#isWorkedAgain = false;
      const count = queue.copyTo(this.#walk);
      for (let k = 0; k < count; k++) {
        const order = this.#walk[k];
        if (order.isWorking && order.activeFrom <= bar) this.#work(order);
      }
    } while (this.#isWorkedAgain);
  }

  /** Fills the market orders at a bar's close; brackets of what they open wait for the next bar. */
  workClose(bar: number): void {
    const { queue, bars } = this.#run;
    if (queue.length === 0) return;
    this.#bar = bar;
    this.#open = this.#high = this.#low = bars.close[bar];
    for (const order of queue.list()) if (order.isWorking && order.kind === orderKind.market) this.#work(order);
  }

  /** Closes every open trade at a bar's close. */
  closeAll(bar: number, reason: 'end' | 'margin-call'): void {
    const { account, bars } = this.#run;
    for (const trade of account.trades.slice()) {
      closeTrade(this.#run, trade, Math.abs(trade.lots), worsen(!trade.isLong, bars.close[bar], this.#barSpread), bar, reason);
    }
  }

  #work(order: Order): void {
    const kind = order.kind;
    const price = this.#priceOf(order, kind);
    if (Number.isNaN(price)) return;
    if (order.trade === null) this.#fillEntry(order, kind, price);
    else this.#fillClosing(order, order.trade, kind, price);
  }

  /** Price at which an order fills in this bar; NaN where it does not. A stop that was hit is a stop no longer. */
  #priceOf(order: Order, kind: OrderKind): number {
    const { profile, settings, bars } = this.#run;
    const { isBuy, limit, stop } = order;
    const seen = isBuy ? 1 + this.#barSpread : 1 - this.#barSpread;
    const open = this.#startOf(order) * seen;
    const high = this.#high * seen;
    const low = this.#low * seen;
    if (kind === orderKind.limit) return limitOnBar(isBuy, limit, open, high, low);
    if (kind === orderKind.stopLimit) {
      if (!isStopHit(isBuy, stop, high, low)) return NaN;
      order.stop = NaN;
      const price = profile.stopLimitPrice(isBuy, stop, limit, open, high, low);
      if (Number.isNaN(price) && !profile.retriesStopLimit) order.activeFrom = this.#bar + 1;
      return price;
    }
    const start = this.#fillsAtLastClose && !order.isBracket ? bars.close[this.#bar - 1] : open;
    if (kind === orderKind.market) return worsen(isBuy, start, settings.slippageRate);
    if (!isStopHit(isBuy, stop, high, low)) return NaN;
    order.stop = NaN;
    return worsen(isBuy, stopOnBar(isBuy, stop, start, Infinity, -Infinity), settings.slippageRate);
  }

  /** Where the bar begins for an order: at its open, or for brackets of a trade entered inside it at the entry. */
  #startOf(order: Order): number {
    const { trade } = order;
    const isFresh = trade !== null && this.#run.profile.bracketsStartAtEntry && trade.entryBar === this.#bar && order.isBracket;
    return isFresh ? trade.entryMid : this.#open;
  }

  /** Bar to which a fill counts: the last one where a market order fills at its close. */
  #barOf(order: Order, kind: OrderKind): number {
    return kind === orderKind.market && this.#fillsAtLastClose && !order.isBracket ? this.#bar - 1 : this.#bar;
  }

  #fillClosing(order: Order, trade: Trade, kind: OrderKind, price: number): void {
    const lots = Math.min(Math.abs(trade.lots), order.size);
    if (lots > 0) closeTrade(this.#run, trade, lots, price, this.#barOf(order, kind), order.reason);
    this.#run.queue.remove(order);
  }

  /** Fills an order that opens a trade: first against trades on the other side, what is left as a new trade if it can be afforded, else not at all. */
  #fillEntry(order: Order, kind: OrderKind, price: number): void {
    const { profile, settings, account, queue, lotSize, leverage } = this.#run;
    const bar = this.#barOf(order, kind);
    if (order.isDefaultSize && profile.reversesByDefault && !settings.hedging) this.#offset(order, Infinity, price, bar);
    const entryPrice = worsen(order.isBuy, price, this.#entrySpread);
    const mark = profile.marksAtClose ? this.#run.bars.close[this.#bar] : price;
    const cost: OrderCost = {
      size: order.size, entryPrice: entryPrice * lotSize, price: price * lotSize,
      commissionFixed: settings.commissionFixed, commissionRate: settings.commissionRate,
    };
    let lots = this.#lotsOf(order, cost, mark);
    if (lots <= 0) this.#refuse('below-minimum-size', bar);
    else if (!settings.hedging) lots = this.#offset(order, lots, price, bar);
    if (lots > 0) {
      const isAffordable = profile.sizing.isAffordable(lots, sizedCost(cost, order, lots), { available: account.availableMargin(mark), leverage });
      if (isAffordable) this.#openTrade(order, kind, lots, price, bar);
      else this.#refuse('margin', bar);
    }
    queue.remove(order);
  }

  #refuse(reason: RefusalReason, bar: number): void {
    const { refusals, symbol, clock } = this.#run;
    if (clock === null) refusals.add(reason, null, bar);
    else refusals.add(reason, symbol, clock[bar]);
  }

  #lotsOf(order: Order, cost: OrderCost, mark: number): number {
    const { profile, account, leverage } = this.#run;
    if (order.sizeKind === sizeKind.share) return profile.sizing.lotsForShare(cost, { available: account.availableMargin(mark), leverage });
    return order.sizeKind === sizeKind.notional ? Math.floor(order.size / cost.entryPrice) : order.size;
  }

  /** Closes trades on the other side, oldest first, and gives the lots that are left. */
  #offset(order: Order, lots: number, price: number, bar: number): number {
    let left = lots;
    for (const trade of this.#run.account.trades.slice()) {
      if (trade.isLong === order.isBuy) continue;
      const open = Math.abs(trade.lots);
      const closed = Math.min(left, open);
      closeTrade(this.#run, trade, closed, price, bar, left > open ? 'reversal' : 'signal');
      left -= closed;
      if (left === 0) break;
    }
    return left;
  }

  #openTrade(order: Order, kind: OrderKind, lots: number, price: number, bar: number): void {
    const { profile, settings, account } = this.#run;
    const { isBuy, stopLoss, takeProfit } = order;
    const seen = isBuy ? 1 + this.#barSpread : 1 - this.#barSpread;
    const trade = account.open(isBuy ? lots : -lots, worsen(isBuy, price, this.#entrySpread), bar, price / seen);
    if (Number.isNaN(stopLoss) && Number.isNaN(takeProfit)) return;
    setBracket(this.#run, trade, 'take-profit', takeProfit);
    setBracket(this.#run, trade, 'stop-loss', stopLoss);
    const entry = { kind, isBuy, price, open: this.#open * seen, high: this.#high * seen, low: this.#low * seen, bar, stopLoss, takeProfit };
    if (profile.brackets[settings.intrabar](entry, trade)) this.#isWorkedAgain = true;
  }
}

/** The cost of an order whose size in lots is known only now that it fills. */
const sizedCost = (cost: OrderCost, order: Order, lots: number): OrderCost =>
  order.sizeKind === sizeKind.notional ? { ...cost, size: lots } : cost;
