import type { RunContext } from './run-context.ts';
import type { Order } from './trade.ts';

const priceOrNull = (price: number): number | null => (Number.isNaN(price) ? null : price);

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
  /** null once it was hit. */
  get stop(): number | null { return priceOrNull(this.#order.stop); }
  /** It is the stop-loss or the take-profit of an open trade. */
  get isBracket(): boolean { return this.#order.isBracket; }

  cancel(): void {
    this.#run.queue.remove(this.#order);
  }
}
