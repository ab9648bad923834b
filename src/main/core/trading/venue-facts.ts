import type { Order, OrderId } from '../../../contract/model/order.ts';
import type { DecimalText, EpochMs } from '../../../contract/model/units.ts';
import { canonicalDecimal, decimal } from '../kernel/index.ts';
import { orderStream, type NewLedgerEvent } from '../ledger/index.ts';
import type { OrderEvent } from './order-machine.ts';
import type { BrokerEvent, VenueOrder } from './ports.ts';

/** What the venue said about an order, as the fact that goes on the tape. */
export function toOrderEvent(order: Order, event: BrokerEvent): OrderEvent {
  const { orderId } = order;
  const { timeMs } = event;
  switch (event.kind) {
    case 'accepted':
      return { type: 'orderAccepted', timeMs, body: { orderId, venueOrderId: event.venueOrderId } };
    case 'filled': {
      const { executionId, currency } = event;
      const { accountId, instrumentId, side } = order;
      const amounts = {
        quantity: canonicalDecimal(event.quantity),
        price: canonicalDecimal(event.price),
        commission: canonicalDecimal(event.commission),
      };
      return { type: 'orderFilled', timeMs, body: { executionId, orderId, accountId, instrumentId, side, ...amounts, currency, timeMs } };
    }
    case 'triggered':
      return { type: 'orderTriggered', timeMs, body: { orderId } };
    case 'replaced': {
      const { quantity, limitPrice, stopPrice } = event;
      return { type: 'orderReplaced', timeMs, body: { orderId, quantity, limitPrice, stopPrice } };
    }
    case 'cancel-rejected':
      return { type: 'changeRejected', timeMs, body: { orderId, change: 'cancel', reason: event.reason } };
    case 'replace-rejected':
      return { type: 'changeRejected', timeMs, body: { orderId, change: 'replace', reason: event.reason } };
    case 'cancelled':
      return { type: 'orderCancelled', timeMs, body: { orderId, reason: event.reason } };
    case 'rejected':
      return { type: 'orderRejected', timeMs, body: { orderId, reason: event.reason } };
    case 'expired':
      return { type: 'orderExpired', timeMs, body: { orderId, reason: event.reason } };
  }
}

/** The fact that the venue, asked about an order, does not have the new terms of a replace that was under way. */
export const forgetReplace = (orderId: OrderId, timeMs: EpochMs): OrderEvent => ({
  type: 'changeRejected', timeMs, body: { orderId, change: 'replace', reason: 'the venue has the order without the new terms' },
});

/** The fact on its order's stream. */
export const onOrderStream = (event: OrderEvent): NewLedgerEvent => ({ ...event, stream: orderStream(event.body.orderId) });

/**
 * What the venue would have told us about an order, had we been listening all the time; repetitions are no news to the machine.
 * New terms come before the fills, so that an order that was enlarged is not taken for complete.
 */
export function toBrokerEvents(known: Order, venue: VenueOrder, nowMs: EpochMs): BrokerEvent[] {
  const base = { clientOrderId: venue.clientOrderId, timeMs: nowMs };
  const events: BrokerEvent[] = [];
  if (venue.state !== 'rejected' && venue.venueOrderId !== null) events.push({ ...base, kind: 'accepted', venueOrderId: venue.venueOrderId });
  const { quantity, limitPrice, stopPrice } = venue;
  if (!isSame(quantity, known.quantity) || !isSame(limitPrice, known.limitPrice) || !isSame(stopPrice, known.stopPrice)) {
    events.push({ ...base, kind: 'replaced', quantity, limitPrice, stopPrice });
  }
  events.push(...venue.fills);
  if (venue.state === 'cancelled' || venue.state === 'rejected' || venue.state === 'expired') {
    events.push({ ...base, kind: venue.state, reason: venue.reason ?? `${venue.state} by the venue` });
  }
  return events;
}

const isSame = (a: DecimalText | null, b: DecimalText | null): boolean => (a === null || b === null ? a === b : decimal(a).eq(decimal(b)));
