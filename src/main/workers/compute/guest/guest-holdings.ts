import type { OrderChanges, OrderView } from '../../../../quant/engine/order-view.ts';
import type { Trail } from '../../../../quant/engine/trail.ts';
import { copyObject, copyValue } from './copy-value.ts';
import type { TradeView } from '../../../../quant/engine/trade-view.ts';
import { requireNumber } from './require-number.ts';

/** An open trade as code of others sees it. */
export class GuestTrade {
  readonly #trade: TradeView;

  constructor(trade: TradeView) {
    this.#trade = trade;
    Object.freeze(this);
  }

  get size(): number { return this.#trade.size; }
  get isLong(): boolean { return this.#trade.isLong; }
  get entryPrice(): number { return this.#trade.entryPrice; }
  get entryBar(): number { return this.#trade.entryBar; }
  get profit(): number { return this.#trade.profit; }
  get stopLoss(): number | null { return this.#trade.stopLoss; }
  set stopLoss(price: number | null) { this.#trade.stopLoss = price === null ? null : requireNumber(price, 'stopLoss'); }
  get takeProfit(): number | null { return this.#trade.takeProfit; }
  set takeProfit(price: number | null) { this.#trade.takeProfit = price === null ? null : requireNumber(price, 'takeProfit'); }

  get id(): number { return this.#trade.id; }
  get trailStop(): number | null { return this.#trade.trailStop; }

  trail(distance: unknown): void { this.#trade.trail(distance === null ? null : (copyValue(distance, 'The distance of a trail') as Trail)); }

  close(share: number = 1): void { this.#trade.close(requireNumber(share, 'The share to close')); }
}

/** A pending order as code of others sees it. */
export class GuestOrder {
  readonly #order: OrderView;

  constructor(order: OrderView) {
    this.#order = order;
    Object.freeze(this);
  }

  get side(): 'buy' | 'sell' { return this.#order.side; }
  get limit(): number | null { return this.#order.limit; }
  get stop(): number | null { return this.#order.stop; }
  get isBracket(): boolean { return this.#order.isBracket; }

  get group(): string | null { return this.#order.group; }
  get remaining(): number | null { return this.#order.remaining; }

  cancel(): void { this.#order.cancel(); }

  modify(changes: unknown): void { this.#order.modify(copyObject(changes, 'What modify was given') as OrderChanges); }
}
