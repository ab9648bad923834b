import type { Fill } from '../../../contract/model/fill.ts';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { ClientOrderId, Order, OrderChanges, OrderId, OrderRequest } from '../../../contract/model/order.ts';
import type { OrderPreview } from '../../../contract/model/order-preview.ts';
import type { Account, Position } from '../../../contract/model/position.ts';
import type { RiskStatus } from '../../../contract/model/risk-status.ts';
import type { TradingUpdate } from '../../../contract/model/trading-update.ts';
import type { LogStream } from '../kernel/index.ts';
import type { VenueMemory } from './ports.ts';
import type { RecoveryReport } from './recovery-report.ts';

export type TradingHealth = {
  /** `closed` until the first recovery, `recovering` while orders are compared with the venue, `blocked` while the ledger cannot be written. */
  readonly state: 'closed' | 'recovering' | 'open' | 'blocked';
  readonly openOrders: number;
  /** Orders whose answer was lost and is being asked for. */
  readonly unknownOrders: number;
  /** In words, what keeps trading from being open; null when nothing does. */
  readonly reason: string | null;
};

/**
 * The order desk. Everything is on disk before anyone hears of it. A request that breaks a rule is thrown as a REFUSED error with
 * its numbers; before `recover` has finished, and while the ledger cannot be written, commands are UNAVAILABLE.
 */
export interface Trading {
  /**
   * Through the risk gate, into the ledger, to the venue. Resolves with the order as known when the venue has the message, or as
   * `unknown` when that could not be learned in time. The same client order id with the same content is the same order.
   */
  place(request: OrderRequest, meta?: { readonly correlationId: string }): Promise<Order>;
  /**
   * What `place` would say to the same request now, and what the order would do. Nothing is recorded, reserved or sent. Throws only
   * what is no refusal: UNAVAILABLE and INVALID_INPUT as `place` does.
   */
  preview(request: OrderRequest): OrderPreview;
  /** Asks the venue; the order ends when the venue says so. Also allowed while halted. */
  cancel(orderId: OrderId): Promise<Order>;
  /** Asks the venue for other terms, through the same checks as a new order. */
  replace(orderId: OrderId, changes: OrderChanges): Promise<Order>;

  /** NOT_FOUND for an unknown id. */
  get(orderId: OrderId): Order;
  findByClientId(clientOrderId: ClientOrderId): Order | null;
  /** Newest first, out of all open orders and the last 2,000 that ended. */
  list(filter: { readonly openOnly: boolean; readonly instrumentId?: InstrumentId | undefined; readonly limit: number }): Order[];
  /** Newest first; of one order all, else out of the last 2,000. */
  fills(filter: { readonly orderId?: OrderId | undefined; readonly limit: number }): Fill[];
  positions(): Position[];
  accounts(): Account[];

  /** The kill switch: no new orders, every open one is asked to be cancelled. Recorded, so it survives a restart. */
  halt(reason: string): Promise<RiskStatus>;
  resume(): RiskStatus;
  riskStatus(): RiskStatus;

  /** Compares every open order with the venue, then opens for business. The same path at start-up and after a lost connection. */
  recover(): Promise<RecoveryReport>;
  /** What a simulated venue, whose memory the ledger is, needs to carry on after a restart. */
  venueMemory(): VenueMemory;

  readonly stream: LogStream<TradingUpdate>;
  health(): TradingHealth;
  /** Stops listening and waiting. Orders at the venue stay as they are. */
  dispose(): Promise<void>;
}
