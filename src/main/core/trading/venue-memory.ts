import type { Fill } from '../../../contract/model/fill.ts';
import { orderStream, type Ledger } from '../ledger/index.ts';
import type { OrderBook } from './order-book.ts';
import type { OrderRecord } from './order-record.ts';
import type { VenueMemory } from './ports.ts';

/**
 * The open orders that the venue had acknowledged, first in its queue first, with their executions, and its numbers, as the ledger
 * has them. Of every order that the venue received there is at least one fact, so order numbers that go on after the last fact's were
 * never given out.
 */
export function toVenueMemory(book: OrderBook, ledger: Ledger): VenueMemory {
  const acknowledged = Object.values(book.open).filter(({ order, executionIds }) => order.venueOrderId !== null || executionIds.length > 0);
  return {
    openOrders: acknowledged.map((record) => toVenueOrder(record, listFills(ledger, record))),
    orderNumber: ledger.lastSeq(),
    executionCount: book.fillCount,
  };
}

function* fillsOf(ledger: Ledger, orderId: string): Iterable<Fill> {
  for (const event of ledger.readStream(orderStream(orderId))) if (event.type === 'orderFilled') yield event.body;
}

const listFills = (ledger: Ledger, { order, executionIds }: OrderRecord): Fill[] =>
  executionIds.length === 0 ? [] : [...fillsOf(ledger, order.orderId)];

function toVenueOrder({ order, isTriggered }: OrderRecord, fills: readonly Fill[]): VenueMemory['openOrders'][number] {
  const { clientOrderId, accountId, instrumentId, side, type, timeInForce, quantity, limitPrice, stopPrice } = order;
  return {
    clientOrderId, accountId, instrumentId, side, type, timeInForce, quantity, limitPrice, stopPrice,
    venueOrderId: order.venueOrderId ?? order.orderId,
    state: 'working',
    reason: null,
    placedAtMs: order.createdAtMs,
    isTriggered,
    fills: fills.map(({ executionId, quantity: filled, price, commission, currency, timeMs }) => ({
      kind: 'filled', clientOrderId, timeMs, executionId, quantity: filled, price, commission, currency,
    })),
  };
}
