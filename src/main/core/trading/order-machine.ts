import type { Fill } from '../../../contract/model/fill.ts';
import { isOpenOrder, type Order, type OrderStatus } from '../../../contract/model/order.ts';
import { decimal, toDecimalText, toExactText } from '../kernel/index.ts';
import type { LedgerEventOf } from '../ledger/index.ts';
import type { ChangeableTerms, OrderRecord } from './order-record.ts';

type OrderEventType =
  | 'orderSent' | 'orderAnswerLost' | 'cancelRequested' | 'replaceRequested' | 'changeAnswerLost'
  | 'orderAccepted' | 'orderFilled' | 'orderTriggered' | 'orderReplaced' | 'changeRejected' | 'orderCancelled' | 'orderRejected' | 'orderExpired';

/** A fact that changes an existing order. */
export type OrderEvent = { [K in OrderEventType]: Pick<LedgerEventOf<K>, 'type' | 'body' | 'timeMs'> }[OrderEventType];

/**
 * The next state of an order, for every fact in every state. Gives the same object where the fact is no news.
 *
 * - Only the venue ends an order, and the first ending stands: later answers change nothing.
 * - An execution always counts, once: before the acknowledgement, after a cancel, beyond the quantity. An ended order keeps its
 *   ending unless the fills complete it.
 * - `sent` and `unknown` say what we know of the handing over; any word of the venue replaces them.
 */
export function transition(record: OrderRecord, event: OrderEvent): OrderRecord {
  const { order } = record;
  const isOpen = isOpenOrder(order);
  const to = (change: Partial<Order>, rest: Partial<OrderRecord> = {}): OrderRecord => ({
    ...record,
    ...rest,
    order: { ...order, ...change, updatedAtMs: event.timeMs > order.updatedAtMs ? event.timeMs : order.updatedAtMs },
  });

  switch (event.type) {
    case 'orderSent':
      return order.status === 'intended' || order.status === 'unknown' ? to({ status: 'sent' }) : record;
    case 'orderAnswerLost':
      return order.status === 'intended' || order.status === 'sent' ? to({ status: 'unknown' }) : record;

    case 'cancelRequested':
      return isOpen && order.pendingChange !== 'cancel' ? to({ pendingChange: 'cancel' }, { isCancelWanted: true }) : record;
    case 'replaceRequested':
      return isOpen && order.pendingChange === null ? to({ pendingChange: 'replace' }, { pendingTerms: changeTerms(order, event.body) }) : record;
    case 'changeAnswerLost':
      return order.pendingChange === event.body.change ? to({ pendingChange: null }) : record;
    case 'changeRejected':
      if (event.body.change === 'replace') {
        if (record.pendingTerms === null && order.pendingChange !== 'replace') return record;
        return to(order.pendingChange === 'replace' ? { pendingChange: null } : {}, { pendingTerms: null });
      }
      if (order.pendingChange !== 'cancel') return record;
      // A venue that does not know the order yet refuses to cancel it; the wish stands, so that the order is not handed over again.
      return to({ pendingChange: null }, isWaiting(order.status) ? {} : { isCancelWanted: false });

    case 'orderAccepted': {
      const { venueOrderId } = event.body;
      if (isWaiting(order.status)) return to({ status: 'working', venueOrderId });
      return order.venueOrderId === null ? to({ venueOrderId }) : record;
    }
    case 'orderFilled':
      return applyExecution(record, event.body, to);
    case 'orderTriggered':
      return isOpen && !record.isTriggered ? to({}, { isTriggered: true }) : record;
    case 'orderReplaced':
      return isOpen ? applyTerms(record, event.body, to) : record;

    case 'orderCancelled':
      return isOpen ? to({ status: 'cancelled', pendingChange: null, reason: event.body.reason }, { pendingTerms: null }) : record;
    case 'orderRejected':
      return isOpen ? to({ status: 'rejected', pendingChange: null, reason: event.body.reason }, { pendingTerms: null }) : record;
    case 'orderExpired':
      return isOpen ? to({ status: 'expired', pendingChange: null, reason: event.body.reason }, { pendingTerms: null }) : record;
  }
}

type Change = (change: Partial<Order>, rest?: Partial<OrderRecord>) => OrderRecord;

function applyTerms(record: OrderRecord, changes: LedgerEventOf<'orderReplaced'>['body'], to: Change): OrderRecord {
  const { order, pendingTerms } = record;
  const terms = changeTerms(order, changes);
  const answered = { pendingTerms: null };
  if (decimal(order.filledQuantity).gte(decimal(terms.quantity))) return to({ ...terms, status: 'filled', pendingChange: null }, answered);
  const isChanged = terms.quantity !== order.quantity || terms.limitPrice !== order.limitPrice || terms.stopPrice !== order.stopPrice;
  const isNews = isChanged || pendingTerms !== null || order.pendingChange === 'replace';
  return isNews ? to({ ...terms, pendingChange: order.pendingChange === 'replace' ? null : order.pendingChange }, answered) : record;
}

const changeTerms = (order: Order, changes: LedgerEventOf<'orderReplaced'>['body']): ChangeableTerms => ({
  quantity: changes.quantity ?? order.quantity,
  limitPrice: changes.limitPrice ?? order.limitPrice,
  stopPrice: changes.stopPrice ?? order.stopPrice,
});

function applyExecution(record: OrderRecord, fill: Fill, to: Change): OrderRecord {
  if (record.executionIds.includes(fill.executionId)) return record;
  const { order } = record;
  const filled = decimal(order.filledQuantity).plus(decimal(fill.quantity));
  const value = decimal(record.filledValue).plus(decimal(fill.quantity).times(decimal(fill.price)));
  const isComplete = filled.gte(decimal(order.quantity));
  return to(
    {
      filledQuantity: toDecimalText(filled),
      averagePrice: toDecimalText(value.div(filled)),
      commission: toDecimalText(decimal(order.commission).plus(decimal(fill.commission))),
      ...(isComplete ? { status: 'filled', pendingChange: null, reason: null } : isOpenOrder(order) ? { status: 'partially-filled' } : {}),
    },
    { executionIds: [...record.executionIds, fill.executionId], filledValue: toExactText(value), ...(isComplete ? { pendingTerms: null } : {}) },
  );
}

/** Handed over or about to be, and nothing heard yet. */
const isWaiting = (status: OrderStatus): boolean => status === 'intended' || status === 'sent' || status === 'unknown';
