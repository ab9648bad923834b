import { isLimitHit, limitOnBar } from '../fills/limit-on-bar.ts';
import { isStopHit, stopOnBar } from '../fills/stop-on-bar.ts';
import { trailingStopOnBar } from '../fills/trailing-stop-on-bar.ts';
import { worsen } from '../fills/worsen.ts';
import type { RunContext } from './run-context.ts';
import type { Slice } from './slice.ts';
import { orderKind, type Following, type Order, type OrderKind } from './trade.ts';
import { trailedFrom } from './trail.ts';

/** Finds the price of orders in the stretch that a venue works. */
export class OrderPricer {
  readonly #run: RunContext;
  readonly #slice: Slice;
  /** Share by which buys see a price higher and sells lower. */
  readonly #barSpread: number;
  readonly #fillsAtLastClose: boolean;

  constructor(run: RunContext, slice: Slice) {
    const { profile, settings } = run;
    this.#run = run;
    this.#slice = slice;
    this.#barSpread = profile.barSpread(settings.spreadRate);
    this.#fillsAtLastClose = settings.fill === 'same-close' && !profile.fillsWithinBar;
  }

  /** By how much whoever trades sees prices worse than the middle, as a factor. */
  seen(isBuy: boolean): number {
    return isBuy ? 1 + this.#barSpread : 1 - this.#barSpread;
  }

  /** Bar to which a fill counts: the last one where a market order fills at its close. */
  barOf(order: Order, kind: OrderKind): number {
    const { bar } = this.#slice;
    return kind === orderKind.market && this.#fillsAtLastClose && !order.isBracket ? bar - 1 : bar;
  }

  /** The stretch does not reach the order, for which {@link OrderPricer.priceOf} would find no price: a quick answer for those that wait, which puts no number into an object. */
  misses({ isBuy, limit, stop, follow }: Order): boolean {
    if (follow !== null) return false;
    const seen = this.seen(isBuy);
    if (!Number.isNaN(stop)) return !isStopHit(isBuy, stop, this.#slice.high * seen, this.#slice.low * seen);
    return !Number.isNaN(limit) && !isLimitHit(isBuy, limit, this.#slice.high * seen, this.#slice.low * seen);
  }

  /** Price at which an order fills in this stretch; NaN where it does not. A stop that was hit is a stop no longer. */
  priceOf(order: Order, kind: OrderKind): number {
    const { bars, profile } = this.#run;
    const { isBuy, limit, stop } = order;
    const seen = this.seen(isBuy);
    const open = this.#startOf(order) * seen;
    const high = this.#slice.high * seen;
    const low = this.#slice.low * seen;
    if (kind === orderKind.limit) return limitOnBar(isBuy, limit, open, high, low);
    if (kind === orderKind.trailingStop) return this.#slipped(isBuy, this.#trailedPrice(order, open, high, low, seen), high, low);
    if (kind === orderKind.stopLimit) {
      if (!isStopHit(isBuy, stop, high, low)) return NaN;
      order.stop = NaN;
      const price = this.#stopLimitPrice(order, stop, open, high, low);
      if (Number.isNaN(price) && !profile.retriesStopLimit) order.activeFrom = this.#slice.step + 1;
      return price;
    }
    const start = this.#fillsAtLastClose && !order.isBracket ? bars.close[this.#slice.bar - 1] : open;
    if (kind === orderKind.market) return this.#slipped(isBuy, start, high, low);
    if (!isStopHit(isBuy, stop, high, low)) return NaN;
    order.stop = NaN;
    return this.#slipped(isBuy, stopOnBar(isBuy, stop, start, Infinity, -Infinity), high, low);
  }

  /** A price after slippage, which under some profiles goes no further than the bar. */
  #slipped(isBuy: boolean, price: number, high: number, low: number): number {
    const { settings: { slippageRate }, profile } = this.#run;
    const slipped = worsen(isBuy, price, slippageRate);
    if (slippageRate === 0 || !profile.slipsWithinBar) return slipped;
    return isBuy ? Math.min(slipped, high) : Math.max(slipped, low);
  }

  /** The price as {@link priceOf} would find it, leaving the order as it is. */
  peek(order: Order): number {
    const { stop, activeFrom, follow } = order;
    const peak = follow === null ? NaN : follow.peak;
    const price = this.priceOf(order, order.kind);
    order.stop = stop;
    order.activeFrom = activeFrom;
    order.follow = follow;
    if (follow !== null) follow.peak = peak;
    return price;
  }

  /** Price of an order that trades at the beginning of the stretch or not at all; NaN: not at all. */
  priceAtStart(order: Order): number {
    const { limit, isBuy } = order;
    const open = this.#slice.open * this.seen(isBuy);
    if (Number.isNaN(limit)) return worsen(isBuy, open, this.#run.settings.slippageRate);
    return (isBuy ? open <= limit : open >= limit) ? open : NaN;
  }

  /** The first price of the stretch is one at which a market, limit or stop order fills. */
  isReachedByOpen({ kind, isBuy, limit, stop }: Order): boolean {
    if (kind === orderKind.market) return true;
    const open = this.#slice.open * this.seen(isBuy);
    if (kind === orderKind.limit) return isBuy ? open <= limit : open >= limit;
    return kind === orderKind.stop && (isBuy ? open >= stop : open <= stop);
  }

  /** The order fills at the price with which the stretch begins. */
  isAtStart(order: Order, kind: OrderKind, price: number): boolean {
    const open = this.#slice.open * this.seen(order.isBuy);
    return kind === orderKind.market || price === open || price === worsen(order.isBuy, open, this.#run.settings.slippageRate);
  }

  /** Where the limit was seen too, it may have been after the stop. */
  #stopLimitPrice({ isBuy, limit }: Order, stop: number, open: number, high: number, low: number): number {
    const { profile, reading } = this.#run;
    const price = profile.stopLimitPrice(isBuy, stop, limit, open, high, low, this.#slice.close * this.seen(isBuy));
    if (!profile.readsOptimistically || !Number.isNaN(price) || !isLimitHit(isBuy, limit, high, low)) return price;
    return reading.chooseMore(2) === 0 ? price : limit;
  }

  #trailedPrice(order: Order, open: number, high: number, low: number, seen: number): number {
    const { isBuy } = order;
    const follow = order.follow!;
    if (this.#run.profile.trailsAtCloses) return this.#trailedAtCloses(order, follow, open, high, low, this.#slice.close * seen);
    const begun = isBuy ? Math.min(follow.peak, open) : Math.max(follow.peak, open);
    const isFollowing = follow.from <= this.#slice.step;
    const best = isFollowing ? (isBuy ? Math.min(begun, low) : Math.max(begun, high)) : begun;
    const stop = trailedFrom(isBuy, begun, follow.distance);
    const price = trailingStopOnBar(this.#run.reading, {
      isBuy, stop, raised: trailedFrom(isBuy, best, follow.distance), open, high, low, close: this.#slice.close * seen,
    });
    if (Number.isNaN(price)) {
      follow.peak = best;
      order.activeFrom = this.#slice.step + 1;
    } else order.follow = null;
    return price;
  }

  #trailedAtCloses(order: Order, follow: Following, open: number, high: number, low: number, close: number): number {
    const { isBuy } = order;
    const price = stopOnBar(isBuy, trailedFrom(isBuy, follow.peak, follow.distance), open, high, low);
    if (Number.isNaN(price)) {
      follow.peak = isBuy ? Math.min(follow.peak, close) : Math.max(follow.peak, close);
      order.activeFrom = this.#slice.step + 1;
    } else order.follow = null;
    return price;
  }

  /** Where the stretch begins for an order: at its open, or for brackets of a trade entered inside it at the entry. */
  #startOf(order: Order): number {
    const { trade } = order;
    const isFresh = trade !== null && this.#run.profile.bracketsStartAtEntry && trade.entryStep === this.#slice.step && order.isBracket;
    return isFresh ? trade.entryMid : this.#slice.open;
  }
}
