import { isOpenOrder, type AccountId, type ClientOrderId, type Order, type OrderId } from '../../../contract/model/order.ts';
import type { Clock, IdSource, Log } from '../kernel/index.ts';
import { orderStream } from '../ledger/index.ts';
import { askVenue, isSameStanding, readRecord } from './ask-venue.ts';
import type { Deadlines } from './deadlines.ts';
import type { Journal } from './journal.ts';
import { getIdByClientId } from './order-book.ts';
import type { BrokerPort, ChangeKind, VenueOrder } from './ports.ts';
import type { RecoveryReport } from './recovery-report.ts';
import type { VenueInbox } from './venue-inbox.ts';
import type { VenueLine } from './venue-line.ts';
import { forgetReplace, onOrderStream } from './venue-facts.ts';

export type RecoveryDeps = {
  readonly broker: BrokerPort;
  readonly journal: Journal;
  readonly inbox: VenueInbox;
  readonly line: VenueLine;
  readonly deadlines: Deadlines;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  /** Where orders of accounts that we do not know are booked. */
  readonly defaultAccountId: AccountId;
};

/**
 * Brings the book in line with the venue: every open order of ours is looked up, every order of the venue that we do not know is
 * adopted. Rejects when the venue cannot be asked; then nothing is known and trading must stay closed.
 */
export async function recoverOrders(deps: RecoveryDeps, strangers: ReadonlySet<ClientOrderId>): Promise<RecoveryReport> {
  const { broker, journal, line, deadlines, clock, log } = deps;
  const startedMs = clock.monotonicMs();
  const fillsBefore = journal.book.state.fillCount;
  const found: Record<'resent' | 'never-arrived' | 'missing', OrderId[]> = { resent: [], 'never-arrived': [], missing: [] };
  const adopted: OrderId[] = [];
  const contradicted: OrderId[] = [];

  await deadlines.within(() => broker.connect());
  const list = await listOrders(deps);
  const ours = Object.values(journal.book.state.open).map(({ order }) => order);
  for (const { orderId, clientOrderId } of ours) {
    const venueOrder = await list.look(clientOrderId);
    const settlement = await line.settle(orderId, venueOrder);
    if (settlement !== 'found') found[settlement].push(orderId);
    if (settlement === 'found' || settlement === 'resent') await settleChange(deps, orderId, venueOrder?.changesUnderWay ?? []);
  }
  for (const clientOrderId of new Set([...strangers, ...list.clientOrderIds])) {
    const orderId = getIdByClientId(journal.book.state, clientOrderId);
    if (orderId !== null && isOpenOrder(journal.get(orderId).order)) continue;
    const venueOrder = await list.look(clientOrderId);
    if (venueOrder === null) {
      log.error('The venue spoke of an order that it does not know itself', { clientOrderId });
    } else if (orderId === null) {
      adopted.push(await adopt(deps, venueOrder));
    } else if (venueOrder.state === 'working') {
      contradicted.push(orderId);
      await line.settle(orderId, venueOrder);
      await line.cancel(orderId);
    }
  }

  const orders = (ids: readonly OrderId[]): Order[] => ids.map((id) => journal.get(id).order);
  return {
    checked: ours.length,
    missedFills: journal.book.state.fillCount - fillsBefore,
    resent: orders(found.resent),
    neverArrived: orders(found['never-arrived']),
    missing: orders(found.missing),
    adopted: orders(adopted),
    contradicted: orders(contradicted),
    durationMs: clock.monotonicMs() - startedMs,
  };
}

/** The venue's open orders. */
type OrderList = {
  readonly clientOrderIds: readonly ClientOrderId[];
  /** An order as the list has it, or as the venue says anew when the list may not be true of it any more. */
  look(clientOrderId: ClientOrderId): Promise<VenueOrder | null>;
};

/**
 * Working through the list takes many answers of the venue, and it goes on trading meanwhile: an order of the list counts only while
 * nothing but fills was heard of it since before the list was asked for. Orders that were not open then are asked for one by one.
 */
async function listOrders(deps: RecoveryDeps): Promise<OrderList> {
  const { broker, journal, inbox, deadlines } = deps;
  inbox.flush();
  const before = new Map(Object.values(journal.book.state.open).map((record) => [record.order.clientOrderId, record]));
  const listed = new Map((await deadlines.within(() => broker.openOrders())).map((order) => [order.clientOrderId, order]));
  inbox.flush();
  return {
    clientOrderIds: [...listed.keys()],
    async look(clientOrderId) {
      const venueOrder = listed.get(clientOrderId);
      const known = before.get(clientOrderId);
      const isCurrent = known !== undefined && isSameStanding(known, readRecord(deps, clientOrderId));
      return venueOrder !== undefined && isCurrent ? venueOrder : askVenue(deps, clientOrderId);
    },
  };
}

/**
 * A change that the venue does not know to be on its way will not be answered any more: a cancel is asked for again, a replace is
 * forgotten. One that is on its way is waited for.
 */
async function settleChange({ journal, line, clock }: RecoveryDeps, orderId: OrderId, underWay: readonly ChangeKind[]): Promise<void> {
  const { order, pendingTerms, isCancelWanted } = journal.get(orderId);
  if (!isOpenOrder(order)) return;
  const isCancelUnderWay = underWay.includes('cancel');
  if (order.pendingChange === 'cancel' && !isCancelUnderWay) {
    const body = { orderId, change: order.pendingChange, reason: 'the connection was lost' };
    journal.write([onOrderStream({ type: 'changeAnswerLost', timeMs: clock.now(), body })]);
  }
  if (pendingTerms !== null && !underWay.includes('replace')) journal.write([onOrderStream(forgetReplace(orderId, clock.now()))]);
  if ((isCancelWanted || journal.halt.state.isHalted) && !isCancelUnderWay) await line.cancel(orderId);
}

async function adopt(deps: RecoveryDeps, venueOrder: VenueOrder): Promise<OrderId> {
  const { broker, journal, line, clock, ids, log, defaultAccountId } = deps;
  const { clientOrderId, instrumentId, side, type, timeInForce, quantity, limitPrice, stopPrice } = venueOrder;
  const orderId = ids.next('ext') as OrderId;
  const accountId = Object.hasOwn(journal.portfolio.state.accounts, venueOrder.accountId) ? venueOrder.accountId : defaultAccountId;
  const terms = { orderId, clientOrderId, accountId, brokerId: broker.id, instrumentId, side, type, timeInForce, quantity, limitPrice, stopPrice };
  journal.write([{ stream: orderStream(orderId), type: 'orderAdopted', timeMs: clock.now(), body: terms }]);
  await line.settle(orderId, venueOrder);
  log.warn('An order that was not placed here is open at the venue; it is followed from now on', { orderId, clientOrderId });
  if (journal.halt.state.isHalted) await line.cancel(orderId);
  return orderId;
}
