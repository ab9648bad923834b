import { putFirst, takeOut } from './small-lists.ts';
import type { Order } from './trade.ts';

/** The orders of a run in the order in which they are matched. */
export class OrderQueue {
  readonly #orders: Order[] = [];
  /** An order for a closing price was queued in this run. */
  hasAuctions = false;

  get length(): number {
    return this.#orders.length;
  }

  /** A copy, so that a walk is not disturbed by fills that add and remove orders. */
  list(): readonly Order[] {
    return this.#orders.slice();
  }

  /** As {@link list}, into an array that the caller keeps; gives how many of its first places count. */
  copyTo(target: Order[]): number {
    const { length } = this.#orders;
    for (let k = 0; k < length; k++) target[k] = this.#orders[k];
    return length;
  }

  append(order: Order): void {
    this.#orders.push(order);
    if (order.extras !== null && order.extras.on === 'close') this.hasAuctions = true;
  }

  prepend(order: Order): void {
    putFirst(this.#orders, order);
  }

  /** Takes an order out; a bracket order also leaves its trade. Twice is once. */
  remove(order: Order): void {
    if (!order.isWorking) return;
    order.isWorking = false;
    takeOut(this.#orders, order);
    const trade = order.trade;
    if (trade === null) return;
    if (trade.stopLoss === order) trade.stopLoss = null;
    else if (trade.takeProfit === order) trade.takeProfit = null;
    else if (trade.trailStop === order) trade.trailStop = null;
  }

  /** Cancels the other orders of a group. */
  removeGroup(group: string, except: Order): void {
    for (const order of this.list()) if (order !== except && order.extras !== null && order.extras.group === group) this.remove(order);
  }

  /** Cancels all but the stop-losses, take-profits and trailing stops of open trades. */
  removeEntries(): void {
    if (this.#orders.length === 0) return;
    for (const order of this.list()) if (!order.isBracket) this.remove(order);
  }

  /** As {@link removeEntries}, but walking the list it takes from, so that the order after each removed one is passed over. */
  removeEntriesInPlace(): void {
    for (let i = 0; i < this.#orders.length; i++) {
      const order = this.#orders[i];
      if (!order.isBracket) this.remove(order);
    }
  }
}
