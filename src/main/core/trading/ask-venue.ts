import { isOpenOrder, type ClientOrderId } from '../../../contract/model/order.ts';
import type { Deadlines } from './deadlines.ts';
import type { Journal } from './journal.ts';
import { getIdByClientId } from './order-book.ts';
import type { OrderRecord } from './order-record.ts';
import type { BrokerPort, VenueOrder } from './ports.ts';
import type { VenueInbox } from './venue-inbox.ts';

export type AskVenueDeps = {
  readonly broker: Pick<BrokerPort, 'findOrder'>;
  readonly journal: Journal;
  readonly inbox: Pick<VenueInbox, 'flush'>;
  readonly deadlines: Deadlines;
};

/**
 * The venue's record of an order as it is now; null: the venue does not know it. Asked again when the venue spoke of that order while
 * the answer was on its way, for which of the two is newer cannot be told. Rejects when the venue cannot be asked in time.
 */
export async function askVenue(deps: AskVenueDeps, clientOrderId: ClientOrderId): Promise<VenueOrder | null> {
  const { broker, deadlines } = deps;
  for (let before = readRecord(deps, clientOrderId); ; ) {
    const venue = await deadlines.within(() => broker.findOrder(clientOrderId));
    const now = readRecord(deps, clientOrderId);
    if (isSameStanding(before, now)) return venue;
    before = now;
  }
}

/** Our record with everything the venue has said up to now; null for an order that is not ours. */
export function readRecord({ journal, inbox }: Pick<AskVenueDeps, 'journal' | 'inbox'>, clientOrderId: ClientOrderId): OrderRecord | null {
  inbox.flush();
  const orderId = getIdByClientId(journal.book.state, clientOrderId);
  return orderId === null ? null : journal.get(orderId);
}

/** Whether an older record of the venue is still right: further fills do not matter, because each counts once whenever it is learned. */
export function isSameStanding(before: OrderRecord | null, now: OrderRecord | null): boolean {
  if (before === null || now === null) return before === now;
  const hasSameTerms = (['venueOrderId', 'quantity', 'limitPrice', 'stopPrice'] as const).every((term) => before.order[term] === now.order[term]);
  return hasSameTerms && isOpenOrder(before.order) === isOpenOrder(now.order) && before.executionIds.length > 0 === now.executionIds.length > 0;
}
