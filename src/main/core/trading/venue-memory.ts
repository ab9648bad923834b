import type { Fill } from '../../../contract/model/fill.ts';
import type { Order } from '../../../contract/model/order.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import { orderStream, type Ledger } from '../ledger/index.ts';
import type { OrderBook } from './order-book.ts';
import type { OrderRecord } from './order-record.ts';
import type { BrokerOrder, RememberedOrder, UnderWayMessage, VenueMemory } from './ports.ts';

/**
 * The open orders that a venue had acknowledged, first in its queue first, with their executions, what was on its way to it, and its
 * numbers, as the ledger has them. A venue numbers an order when it arrives, and then there is a fact of it: so order numbers that go
 * on after the last fact's were never given out. Orders at other venues are not this one's to remember.
 */
export function toVenueMemory(book: OrderBook, ledger: Ledger, brokerId: string): VenueMemory {
  const ours = Object.values(book.open).filter(({ order }) => order.brokerId === brokerId);
  return {
    openOrders: ours.filter(isAcknowledged).map((record) => toVenueOrder(record, readHistory(ledger, record))),
    underWay: ours.flatMap((record) => listUnderWay(ledger, record)).toSorted((a, b) => a.sentAtMs - b.sentAtMs),
    orderNumber: ledger.lastSeq(),
    executionCount: book.fillCount,
    recentFills: [...book.fills],
  };
}

const isAcknowledged = ({ order, executionIds }: OrderRecord): boolean => order.venueOrderId !== null || executionIds.length > 0;

/**
 * The order itself and changes of it that were sent and not answered, in the order of sending. An order that was only intended may
 * never have been sent: recovery decides about that one.
 */
function listUnderWay(ledger: Ledger, record: OrderRecord): UnderWayMessage[] {
  const { order, pendingTerms } = record;
  const { clientOrderId, pendingChange, createdAtMs } = order;
  const isSent = order.status === 'sent' && !isAcknowledged(record);
  if (!isSent && !isAcknowledged(record)) return [];
  const placing: UnderWayMessage[] = isSent ? [{ kind: 'place', clientOrderId, sentAtMs: createdAtMs, order: toBrokerOrder(order) }] : [];
  if (pendingChange === null) return placing;
  let replacing: UnderWayMessage[] = [];
  let cancelling: UnderWayMessage[] = [];
  for (const { type, timeMs, body } of ledger.readStream(orderStream(order.orderId))) {
    if (type === 'replaceRequested') {
      const { quantity, limitPrice, stopPrice } = body;
      replacing = [{ kind: 'replace', clientOrderId, sentAtMs: timeMs, changes: { quantity, limitPrice, stopPrice } }];
    }
    if (type === 'cancelRequested') cancelling = [{ kind: 'cancel', clientOrderId, sentAtMs: timeMs }];
  }
  return [...placing, ...(pendingTerms === null ? [] : replacing), ...(pendingChange === 'cancel' ? cancelling : [])];
}

/** The order as a broker receives it. */
export function toBrokerOrder(order: Order): BrokerOrder {
  const { clientOrderId, accountId, instrumentId, side, type, timeInForce, quantity, limitPrice, stopPrice } = order;
  return { clientOrderId, accountId, instrumentId, side, type, timeInForce, quantity, limitPrice, stopPrice };
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

function toVenueOrder({ order, isTriggered }: OrderRecord, { fills, queuedAtMs }: History): RememberedOrder {
  const { clientOrderId } = order;
  return {
    ...toBrokerOrder(order),
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
