import type { ClientOrderId, OrderId } from '../../../contract/model/order.ts';
import type { OrderEvent } from './order-machine.ts';
import { transition } from './order-machine.ts';
import { getIdByClientId } from './order-book.ts';
import type { Journal } from './journal.ts';
import type { OrderRecord } from './order-record.ts';
import type { BrokerEvent } from './ports.ts';
import { toOrderEvent } from './venue-facts.ts';

export type SortedEvents = {
  /** News, in the order of arrival. */
  readonly facts: readonly OrderEvent[];
  /** Orders of which the venue speaks and which we never placed. */
  readonly strangers: readonly ClientOrderId[];
  /** Orders that we had ended as never arrived, and that the venue has after all. */
  readonly contradictions: readonly OrderId[];
};

/** Sorts what the venue said into facts that change an order, and what must be looked into. Repetitions are dropped. */
export function sortBrokerEvents(journal: Journal, events: readonly BrokerEvent[]): SortedEvents {
  const records = new Map<OrderId, OrderRecord>();
  const facts: OrderEvent[] = [];
  const strangers = new Set<ClientOrderId>();
  const contradictions = new Set<OrderId>();
  for (const event of events) {
    const orderId = getIdByClientId(journal.book.state, event.clientOrderId);
    if (orderId === null) {
      strangers.add(event.clientOrderId);
      continue;
    }
    const record = records.get(orderId) ?? journal.get(orderId);
    const fact = toOrderEvent(record.order, event);
    const next = transition(record, fact);
    if (next === record) continue;
    if (event.kind === 'accepted' && record.order.status === 'rejected') contradictions.add(orderId);
    records.set(orderId, next);
    facts.push(fact);
  }
  return { facts, strangers: [...strangers], contradictions: [...contradictions] };
}
