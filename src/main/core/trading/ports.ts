import type { Fill } from '../../../contract/model/fill.ts';
import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import type { AccountId, ClientOrderId, OrderSide, OrderType, TimeInForce } from '../../../contract/model/order.ts';
import type { DecimalText, EpochMs } from '../../../contract/model/units.ts';
import type { Disposable } from '../kernel/index.ts';

/** An order as a broker receives it: already through the risk gate and already on disk. */
export type BrokerOrder = {
  readonly clientOrderId: ClientOrderId;
  readonly accountId: AccountId;
  readonly instrumentId: InstrumentId;
  readonly side: OrderSide;
  readonly type: OrderType;
  readonly timeInForce: TimeInForce;
  readonly quantity: DecimalText;
  readonly limitPrice: DecimalText | null;
  readonly stopPrice: DecimalText | null;
};

export type BrokerOrderChanges = {
  readonly quantity: DecimalText | null;
  readonly limitPrice: DecimalText | null;
  readonly stopPrice: DecimalText | null;
};

/** What a venue says. Only these end an order. The same execution may arrive twice, late or before the acknowledgement. */
export type BrokerEvent = { readonly clientOrderId: ClientOrderId; readonly timeMs: EpochMs } & (
  | { readonly kind: 'accepted'; readonly venueOrderId: string }
  | { readonly kind: 'rejected'; readonly reason: string }
  | {
      readonly kind: 'filled';
      readonly executionId: string;
      readonly quantity: DecimalText;
      readonly price: DecimalText;
      readonly commission: DecimalText;
      readonly currency: string;
    }
  /** A stop was reached. A venue need not say it of a stop that fills at once. */
  | { readonly kind: 'triggered' }
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'expired'; readonly reason: string }
  | ({ readonly kind: 'replaced' } & BrokerOrderChanges)
  | { readonly kind: 'cancel-rejected'; readonly reason: string }
  | { readonly kind: 'replace-rejected'; readonly reason: string }
);

/** A message about an order that the venue may not have answered yet. */
export type ChangeKind = 'cancel' | 'replace';

/** An order as the venue knows it, with every execution so far: what reconciliation compares with. */
export type VenueOrder = BrokerOrder & {
  /** null: the order is on its way there; the venue has neither taken nor rejected it, and will say which. */
  readonly venueOrderId: string | null;
  /** Changes that are on their way there: each will be answered. Left out: none is known of. */
  readonly changesUnderWay?: readonly ChangeKind[];
  readonly state: 'working' | 'filled' | 'cancelled' | 'rejected' | 'expired';
  readonly reason: string | null;
  readonly fills: readonly Extract<BrokerEvent, { kind: 'filled' }>[];
};

/** What trading needs to know of the market, now and in memory. */
export interface TradingMarketView {
  instrument(id: InstrumentId): Instrument | null;
  /** The known instrument most like a mistyped name; null where nothing is near. */
  nearestInstrument(text: string): InstrumentId | null;
  quote(id: InstrumentId): { readonly bid: number | null; readonly ask: number | null; readonly last: number | null; readonly timeMs: EpochMs } | null;
  session(instrument: Instrument, atMs: EpochMs): { readonly isOpen: boolean; readonly isHalted?: boolean; readonly opensAtMs: EpochMs | null };
}

/**
 * An open order as a simulated venue must remember it. `queuedAtMs`: since when it stands in its place in the queue; what happened on the
 * market before that moment was before it.
 */
export type RememberedOrder = VenueOrder & { readonly venueOrderId: string; readonly placedAtMs: EpochMs; readonly queuedAtMs: EpochMs; readonly isTriggered: boolean };

/** What is sent to a venue about an order. */
export type VenueMessage = { readonly clientOrderId: ClientOrderId } & (
  | { readonly kind: 'place'; readonly order: BrokerOrder }
  | { readonly kind: 'replace'; readonly changes: BrokerOrderChanges }
  | { readonly kind: 'cancel' }
);

/** What was sent to a simulated venue and not answered yet. */
export type UnderWayMessage = VenueMessage & { readonly sentAtMs: EpochMs };

/** What a simulated venue must remember over a restart: its open orders, what is on its way there, and how far its numbers have come. */
export type VenueMemory = {
  readonly openOrders: readonly RememberedOrder[];
  /** In the order of sending. */
  readonly underWay: readonly UnderWayMessage[];
  /** No order had a higher number: one that was rejected had a number too, though nothing recorded it. */
  readonly orderNumber: number;
  /** Executions ever recorded. */
  readonly executionCount: number;
  /** The last executions of all orders, oldest first: what was taken of the book is not there for the next order. */
  readonly recentFills: readonly Fill[];
};

/**
 * One broker. `place`, `cancel` and `replace` resolve when the venue has the message and reject when that is not known;
 * a rejection of the promise is never a rejection of the order. Answers come as events, possibly before the promise resolves.
 */
export interface BrokerPort {
  readonly id: string;
  readonly mode: 'paper' | 'live';
  readonly orderTypes: ReadonlySet<OrderType>;
  connect(): Promise<void>;
  place(order: BrokerOrder): Promise<void>;
  cancel(clientOrderId: ClientOrderId): Promise<void>;
  replace(clientOrderId: ClientOrderId, changes: BrokerOrderChanges): Promise<void>;
  /** The venue's own record by our id; null when it never heard of it. Rejects when the venue cannot be asked. */
  findOrder(clientOrderId: ClientOrderId): Promise<VenueOrder | null>;
  openOrders(): Promise<readonly VenueOrder[]>;
  onEvent(listener: (event: BrokerEvent) => void): Disposable;
  dispose(): Promise<void>;
}
