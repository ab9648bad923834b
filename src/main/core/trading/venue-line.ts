import { isOpenOrder, type OrderId } from '../../../contract/model/order.ts';
import { Disposer, messageOf, type Clock, type Disposable, type Log } from '../kernel/index.ts';
import type { Deadlines } from './deadlines.ts';
import type { FailPoint } from './fail-point.ts';
import type { Journal } from './journal.ts';
import { transition, type OrderEvent } from './order-machine.ts';
import type { BrokerOrderChanges, BrokerPort, VenueOrder } from './ports.ts';
import { forgetReplace, onOrderStream, toBrokerEvents } from './venue-facts.ts';
import { askVenue } from './ask-venue.ts';
import type { VenueInbox } from './venue-inbox.ts';
import { toBrokerOrder } from './venue-memory.ts';

/** What became of an order that was compared with the venue's record. */
export type Settlement = 'found' | 'resent' | 'never-arrived' | 'missing';

/** Commands to the venue, and what follows when it is not known whether they arrived. Nothing here rejects: the state tells. */
export interface VenueLine extends Disposable {
  /** Hands a journalled order over. Asked again while that is under way, it is the same handing over. */
  place(orderId: OrderId): Promise<void>;
  /** Writes down that the order is not wanted any more, and asks the venue until it has answered. */
  cancel(orderId: OrderId): Promise<void>;
  replace(orderId: OrderId, changes: BrokerOrderChanges): Promise<void>;
  /** Brings an open order in line with the venue's record of it (null: the venue does not know it). */
  settle(orderId: OrderId, venue: VenueOrder | null): Promise<Settlement>;
  /** Resolves when the order is no longer being handed over; without one, when no order and no change of one is. */
  idle(orderId?: OrderId): Promise<void>;
}

export type VenueLineDeps = {
  readonly broker: BrokerPort;
  readonly journal: Journal;
  readonly inbox: VenueInbox;
  readonly deadlines: Deadlines;
  readonly clock: Clock;
  readonly timers: Clock;
  readonly log: Log;
  readonly failPoint: FailPoint;
  /** A never-arrived order older than this is not handed over again. */
  readonly resendWithinMs: number;
};

const firstRetryMs = 250;
const lastRetryMs = 30_000;

export function createVenueLine(deps: VenueLineDeps): VenueLine {
  const { broker, journal, inbox, deadlines, clock, timers, log, failPoint, resendWithinMs } = deps;
  const disposer = new Disposer();
  const handingOver = new Map<OrderId, Promise<void>>();
  const changing = new Set<Promise<void>>();
  const chased = new Set<OrderId>();
  let isClosed = false;
  disposer.defer(() => (isClosed = true));

  /** Writes down what we know of the handing over. It only informs: when it cannot be written, the next recovery finds out anew. */
  const note = (event: OrderEvent): void => {
    try {
      const record = journal.get(event.body.orderId);
      if (!isClosed && transition(record, event) !== record) journal.write([onOrderStream(event)]);
    } catch (error) {
      log.warn('The state of an order could not be written to the ledger', { orderId: event.body.orderId, reason: messageOf(error) });
    }
  };

  async function handOver(orderId: OrderId): Promise<void> {
    const { order } = journal.get(orderId);
    try {
      await deadlines.within(() => broker.place(toBrokerOrder(order)));
      failPoint('sent');
      inbox.flush();
      note({ type: 'orderSent', timeMs: clock.now(), body: { orderId } });
    } catch (error) {
      if (isClosed) return;
      inbox.flush();
      log.warn('Whether the venue has the order is not known; asking', { orderId, reason: messageOf(error) });
      note({ type: 'orderAnswerLost', timeMs: clock.now(), body: { orderId, reason: messageOf(error) } });
      void chase(orderId);
    }
  }

  /** Asks about an order until the venue has said whether it exists and on which terms, and has answered the cancel if one is wanted. */
  async function chase(orderId: OrderId): Promise<void> {
    if (chased.has(orderId)) return;
    chased.add(orderId);
    for (let delayMs = firstRetryMs; isUnsettled(orderId); delayMs = Math.min(2 * delayMs, lastRetryMs)) {
      await lookUp(orderId);
      if (isCancelOwed(orderId)) await cancel(orderId);
      if (isUnsettled(orderId)) await pause(delayMs);
    }
    chased.delete(orderId);
  }

  /** `intended` is as unknown, where the loss of the answer could not be written down. */
  const isUnsettled = (orderId: OrderId): boolean => {
    if (isClosed) return false;
    const { status } = journal.get(orderId).order;
    return status === 'unknown' || status === 'intended' || isCancelOwed(orderId) || isReplaceOwed(orderId);
  };

  const isCancelOwed = (orderId: OrderId): boolean => {
    if (isClosed) return false;
    const { order, isCancelWanted } = journal.get(orderId);
    return isOpenOrder(order) && isCancelWanted && order.pendingChange === null && order.venueOrderId !== null;
  };

  /** The answer to a replace was lost, and which terms the venue has is not known yet. */
  const isReplaceOwed = (orderId: OrderId): boolean => {
    const { order, pendingTerms } = journal.get(orderId);
    return isOpenOrder(order) && pendingTerms !== null && order.pendingChange === null;
  };

  async function lookUp(orderId: OrderId): Promise<void> {
    try {
      const { order, pendingTerms } = journal.get(orderId);
      const venue = await askVenue(deps, order.clientOrderId);
      if (isClosed) return;
      await settle(orderId, venue);
      // The replace that was owed when the venue was asked, not one that was sent since.
      const isForgotten = venue?.changesUnderWay?.includes('replace') !== true;
      if (isForgotten && isReplaceOwed(orderId) && journal.get(orderId).pendingTerms === pendingTerms) note(forgetReplace(orderId, clock.now()));
    } catch (error) {
      if (!isClosed) log.warn('The venue could not be asked about an order', { orderId, reason: messageOf(error) });
    }
  }

  async function settle(orderId: OrderId, venue: VenueOrder | null): Promise<Settlement> {
    inbox.flush();
    const record = journal.get(orderId);
    const { order } = record;
    if (venue !== null) {
      if (venue.venueOrderId === null) note({ type: 'orderSent', timeMs: clock.now(), body: { orderId } });
      inbox.add(toBrokerEvents(order, venue, clock.now()));
      inbox.flush();
      return 'found';
    }
    // Answered in the meantime, or ended long ago at a venue that has forgotten it since.
    if (!isOpenOrder(order)) return 'found';
    if (order.venueOrderId !== null || record.executionIds.length > 0) {
      log.error('The venue no longer knows an order that it had acknowledged; look at the account there', { orderId, venueOrderId: order.venueOrderId });
      return 'missing';
    }
    if (order.brokerId !== broker.id) {
      log.error('An open order was placed at another venue; look at the account there', { orderId, brokerId: order.brokerId });
      return 'missing';
    }
    const { intendedAtRealMs } = record;
    const isYoung = intendedAtRealMs !== null && Math.abs(timers.now() - intendedAtRealMs) <= resendWithinMs;
    if (isYoung && !record.isCancelWanted && !journal.halt.state.isHalted) {
      await place(orderId);
      return 'resent';
    }
    note({ type: 'orderRejected', timeMs: clock.now(), body: { orderId, reason: 'never reached the venue' } });
    return 'never-arrived';
  }

  function change(orderId: OrderId, kind: 'cancel' | 'replace', send: () => Promise<void>): Promise<void> {
    const done = sendChange(orderId, kind, send).finally(() => changing.delete(done));
    changing.add(done);
    return done;
  }

  async function sendChange(orderId: OrderId, kind: 'cancel' | 'replace', send: () => Promise<void>): Promise<void> {
    await handingOver.get(orderId);
    try {
      await deadlines.within(send);
      inbox.flush();
    } catch (error) {
      if (isClosed) return;
      inbox.flush();
      log.warn(`Whether the venue has the ${kind} is not known; asking`, { orderId, reason: messageOf(error) });
      note({ type: 'changeAnswerLost', timeMs: clock.now(), body: { orderId, change: kind, reason: messageOf(error) } });
      void chase(orderId);
    }
  }

  function cancel(orderId: OrderId): Promise<void> {
    // A cancel makes nothing worse: it goes out even when it cannot be written down.
    note({ type: 'cancelRequested', timeMs: clock.now(), body: { orderId } });
    failPoint('cancel-stored');
    return change(orderId, 'cancel', () => broker.cancel(journal.get(orderId).order.clientOrderId));
  }

  function place(orderId: OrderId): Promise<void> {
    const underWay = handingOver.get(orderId);
    if (underWay !== undefined) return underWay;
    const done = handOver(orderId).finally(() => handingOver.delete(orderId));
    handingOver.set(orderId, done);
    return done;
  }

  const pause = (delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = timers.after(delayMs, () => release.dispose());
      const release = disposer.defer(() => {
        timer.dispose();
        resolve();
      });
    });

  return {
    place,
    settle,
    cancel,
    replace: (orderId, changes) => change(orderId, 'replace', () => broker.replace(journal.get(orderId).order.clientOrderId, changes)),
    async idle(orderId) {
      await (orderId === undefined ? Promise.all([...handingOver.values(), ...changing]) : handingOver.get(orderId));
    },
    dispose: () => disposer.dispose(),
  };
}
