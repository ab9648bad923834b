import type { Fill } from '../../../contract/model/fill.ts';
import { isOpenOrder, type ClientOrderId, type OrderId } from '../../../contract/model/order.ts';
import type { Fold, LedgerEvent } from '../ledger/index.ts';
import { transition, type OrderEvent } from './order-machine.ts';
import { openRecord, type OrderRecord } from './order-record.ts';

/** How many ended orders, and fills, stay in memory; older ones are read from their stream. */
export const keptInMemory = 2_000;

/** Every order by age or id. Open ones and the last that ended are held whole, of all others the client order id. */
export type OrderBook = {
  /** In the order in which a venue works them: as they were accepted, new terms behind all others. */
  readonly open: Record<string, OrderRecord>;
  readonly ended: Record<string, OrderRecord>;
  /** Ids of `ended`, in the order of ending. */
  readonly endedIds: OrderId[];
  readonly idsByClientId: Record<string, OrderId>;
  /** The last fills, oldest first. */
  readonly fills: Fill[];
  fillCount: number;
};

/** The order book as the fold of order facts. */
export const orderBookFold: Fold<OrderBook, LedgerEvent> = {
  name: 'orders',
  version: 5,
  initial: () => ({ open: {}, ended: {}, endedIds: [], idsByClientId: {}, fills: [], fillCount: 0 }),
  apply(book, event) {
    if (event.type === 'orderIntended' || event.type === 'orderAdopted') {
      book.open[event.body.orderId] = openRecord(event.body, event.seq, event.timeMs);
      book.idsByClientId[event.body.clientOrderId] = event.body.orderId;
    } else if (isOrderEvent(event)) {
      applyOrderEvent(book, event);
    }
    return book;
  },
};

function applyOrderEvent(book: OrderBook, event: OrderEvent): void {
  if (event.type === 'orderFilled') {
    book.fillCount += 1;
    book.fills.push(event.body);
    if (book.fills.length > keptInMemory) book.fills.shift();
  }
  const { orderId } = event.body;
  const record = getRecord(book, orderId);
  // Word of an order that left memory: whoever asks for that order reads its stream.
  if (record === null) return;
  const next = transition(record, event);
  if (!isOpenOrder(next.order)) {
    endOrder(book, next);
    return;
  }
  if (event.type === 'orderAccepted' || event.type === 'orderReplaced') delete book.open[orderId];
  book.open[orderId] = next;
}

function endOrder(book: OrderBook, record: OrderRecord): void {
  const { orderId } = record.order;
  if (!Object.hasOwn(book.ended, orderId)) book.endedIds.push(orderId);
  book.ended[orderId] = record;
  delete book.open[orderId];
  if (book.endedIds.length > keptInMemory) delete book.ended[book.endedIds.shift() as OrderId];
}

/** The record of an order that is held in memory. */
export function getRecord(book: OrderBook, orderId: OrderId): OrderRecord | null {
  if (Object.hasOwn(book.open, orderId)) return book.open[orderId] as OrderRecord;
  return Object.hasOwn(book.ended, orderId) ? (book.ended[orderId] as OrderRecord) : null;
}

export const getIdByClientId = (book: OrderBook, clientOrderId: ClientOrderId): OrderId | null =>
  Object.hasOwn(book.idsByClientId, clientOrderId) ? (book.idsByClientId[clientOrderId] as OrderId) : null;

/** The record of one order from the facts of its stream; null where there are none. */
export function foldRecord(events: Iterable<LedgerEvent>): OrderRecord | null {
  let record: OrderRecord | null = null;
  for (const event of events) {
    if (event.type === 'orderIntended' || event.type === 'orderAdopted') record = openRecord(event.body, event.seq, event.timeMs);
    else if (record !== null && isOrderEvent(event)) record = transition(record, event);
  }
  return record;
}

const orderEventTypes: ReadonlySet<string> = new Set<OrderEvent['type']>([
  'orderSent', 'orderAnswerLost', 'cancelRequested', 'replaceRequested', 'changeAnswerLost', 'orderAccepted',
  'orderFilled', 'orderTriggered', 'orderReplaced', 'changeRejected', 'orderCancelled', 'orderRejected', 'orderExpired',
]);
const isOrderEvent = (event: LedgerEvent): event is LedgerEvent & OrderEvent => orderEventTypes.has(event.type);
