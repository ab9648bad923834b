import { QuantError } from '../error.ts';
import { requireUntouched } from './inside-bar.ts';
import { requireAbove0 } from './order-options.ts';
import type { RunContext } from './run-context.ts';
import { toOrderSize } from './to-order-size.ts';
import type { Order } from './trade.ts';
import { toTrailDistance, type Trail } from './trail.ts';

const priceOrNull = (price: number): number | null => (Number.isNaN(price) ? null : price);

/** What of a pending order can be changed: what it has. `size` in units; a trailing stop begins anew at the present close. */
export type OrderChanges = {
  readonly size?: number;
  readonly limit?: number;
  readonly stop?: number;
  readonly stopLoss?: number;
  readonly takeProfit?: number;
  readonly trailingStop?: Trail;
  readonly goodTill?: number;
};

/** A pending order as a strategy sees it. */
export class OrderView {
  readonly #order: Order;
  readonly #run: RunContext;

  constructor(order: Order, run: RunContext) {
    this.#order = order;
    this.#run = run;
  }

  get side(): 'buy' | 'sell' { return this.#order.isBuy ? 'buy' : 'sell'; }
  get limit(): number | null { return priceOrNull(this.#order.limit); }
  /** Where a stop or trailing stop stands; null once it was hit. */
  get stop(): number | null { return priceOrNull(this.#order.follow === null ? this.#order.stop : this.#order.trailedStop); }
  /** It is the stop-loss, the take-profit or the trailing stop of an open trade. */
  get isBracket(): boolean { return this.#order.isBracket; }
  /** Its group, of which one order cancels the others; null: none. */
  get group(): string | null { return this.#order.extras?.group ?? null; }
  /** Units that are still to be filled after a part was; null before. */
  get remaining(): number | null { return this.#order.lotsLeft < 0 ? null : this.#order.lotsLeft * this.#run.lotSize; }

  cancel(): void {
    requireUntouched(this.#run, this.#order);
    this.#run.queue.remove(this.#order);
  }

  /** Changes terms that the order has; refused for one that it does not have, a number that is no price, and an order that is gone. */
  modify(changes: OrderChanges): void {
    const order = this.#order;
    if (!order.isWorking) throw new QuantError('ORDER_INVALID', `A ${this.side} order that was filled or cancelled cannot be changed.`);
    requireUntouched(this.#run, order);
    const { size, trailingStop, goodTill } = changes;
    for (const name of ['limit', 'stop', 'stopLoss', 'takeProfit'] as const) {
      const price = changes[name];
      if (price === undefined) continue;
      requireAbove0(this.side, name, price);
      this.#require(!Number.isNaN(order[name]), name);
    }
    if (size !== undefined) requireAbove0(this.side, 'size', size);
    if (size !== undefined) this.#require(!order.isBracket, 'size of its own');
    if (trailingStop !== undefined) this.#require(order.follow !== null, 'trailing stop');
    if (goodTill !== undefined) this.#require(Number.isFinite(goodTill) && order.extras !== null && !Number.isNaN(order.extras.goodTill), 'goodTill');
    const lots = size === undefined ? null : toOrderSize(this.#run, `A ${this.side} order`, { kind: 'units', units: size });
    const { columns, time, bars } = this.#run;
    const follow = trailingStop === undefined ? null : toTrailDistance(`A ${this.side} order`, trailingStop, columns, time.bar);
    for (const name of ['limit', 'stop', 'stopLoss', 'takeProfit'] as const) order[name] = changes[name] ?? order[name];
    if (goodTill !== undefined) order.extras!.goodTill = goodTill;
    if (lots !== null) {
      order.sizeKind = lots.sizeKind;
      order.size = lots.size;
      order.lotsLeft = -1;
    }
    if (follow !== null) order.follow = { distance: follow, peak: bars.close[time.bar], from: 0 };
  }

  #require(isTrue: boolean, name: string): void {
    if (!isTrue) throw new QuantError('ORDER_INVALID', `A ${this.side} order has no ${name} that could be changed; cancel it and place another.`);
  }
}
