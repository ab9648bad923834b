import type { Fill } from '../../../contract/model/fill.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
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
    openOrders: acknowledged.map((record) => toVenueOrder(record, readHistory(ledger, record))),
    orderNumber: ledger.lastSeq(),
    executionCount: book.fillCount,
    recentFills: [...book.fills],
  };
}

type History = { readonly fills: readonly Fill[]; readonly queuedAtMs: EpochMs };

/** An order's executions, and since when it has its place in the queue: new terms and being set off give it another one. */
function readHistory(ledger: Ledger, { order, executionIds }: OrderRecord): History {
  const fills: Fill[] = [];
  let arrivedAtMs = order.createdAtMs;
  let setOffAtMs: EpochMs | null = null;
  for (const { type, timeMs, body } of ledger.readStream(orderStream(order.orderId))) {
    if (type === 'orderFilled' && executionIds.includes(body.executionId)) fills.push(body);
    if (type === 'orderAccepted' || type === 'orderReplaced') arrivedAtMs = timeMs;
    if (type === 'orderTriggered' || (type === 'orderFilled' && isStop(order))) setOffAtMs ??= timeMs;
  }
  const wasSetOffLater = setOffAtMs !== null && setOffAtMs > arrivedAtMs;
  // Set off by a tick, it came after that tick; a message comes before the ticks of its moment.
  return { fills, queuedAtMs: wasSetOffLater ? epochMs((setOffAtMs as EpochMs) + 1) : arrivedAtMs };
}

const isStop = ({ type }: OrderRecord['order']): boolean => type === 'stop' || type === 'stop-limit';

function toVenueOrder({ order, isTriggered }: OrderRecord, { fills, queuedAtMs }: History): VenueMemory['openOrders'][number] {
  const { clientOrderId, accountId, instrumentId, side, type, timeInForce, quantity, limitPrice, stopPrice } = order;
  return {
    clientOrderId, accountId, instrumentId, side, type, timeInForce, quantity, limitPrice, stopPrice,
    venueOrderId: order.venueOrderId ?? order.orderId,
    state: 'working',
    reason: null,
    placedAtMs: order.createdAtMs,
    queuedAtMs,
    isTriggered,
    fills: fills.map(({ executionId, quantity: filled, price, commission, currency, timeMs }) => ({
      kind: 'filled', clientOrderId, timeMs, executionId, quantity: filled, price, commission, currency,
    })),
  };
}
