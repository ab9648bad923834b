import type { ClientOrderId, OrderId } from '../../../contract/model/order.ts';
import { Disposer, messageOf, type Clock, type Disposable, type Log } from '../kernel/index.ts';
import type { FailPoint } from './fail-point.ts';
import type { Journal } from './journal.ts';
import type { BrokerEvent, BrokerPort } from './ports.ts';
import { sortBrokerEvents } from './sort-broker-events.ts';
import { onOrderStream } from './venue-facts.ts';

/** What the venue said, until it is on the tape. */
export interface VenueInbox extends Disposable {
  add(events: readonly BrokerEvent[]): void;
  /** Puts all that arrived on the tape in one commit, repetitions left out. What cannot be written stays and is tried again. */
  flush(): void;
  /** Why the tape cannot be written; null while it can. */
  readonly blockedReason: string | null;
}

export type VenueInboxDeps = {
  readonly broker: Pick<BrokerPort, 'onEvent'>;
  readonly journal: Journal;
  readonly timers: Clock;
  readonly log: Log;
  readonly failPoint: FailPoint;
  readonly onStrangers: (clientOrderIds: readonly ClientOrderId[]) => void;
  readonly onContradiction: (orderId: OrderId) => void;
};

const retryMs = 1_000;

export function createVenueInbox({ broker, journal, timers, log, failPoint, onStrangers, onContradiction }: VenueInboxDeps): VenueInbox {
  const disposer = new Disposer();
  let waiting: BrokerEvent[] = [];
  let isFlushPlanned = false;
  let blockedReason: string | null = null;
  let retry: Disposable | null = null;

  const block = (error: unknown): void => {
    blockedReason = messageOf(error);
    log.error('What the venue said cannot be written to the ledger; trading is blocked until it can', { reason: blockedReason, events: waiting.length });
    retry?.dispose();
    retry = timers.after(retryMs, flush);
  };

  function flush(): void {
    if (waiting.length === 0) return;
    try {
      const { facts, strangers, contradictions } = sortBrokerEvents(journal, waiting);
      if (facts.length > 0) {
        failPoint('answer-received');
        journal.write(facts.map(onOrderStream));
        failPoint('answer-stored');
      }
      waiting = [];
      blockedReason = null;
      if (strangers.length > 0) onStrangers(strangers);
      contradictions.forEach(onContradiction);
    } catch (error) {
      block(error);
    }
  }

  disposer.defer(() => retry?.dispose());
  disposer.own(
    broker.onEvent((event) => {
      waiting.push(event);
      if (isFlushPlanned) return;
      // Later in the same turn, so that an acknowledgement and the fill that follows it share one commit.
      isFlushPlanned = true;
      queueMicrotask(() => {
        isFlushPlanned = false;
        flush();
      });
    }),
  );
  return {
    add(events) {
      waiting.push(...events);
    },
    flush,
    get blockedReason() {
      return blockedReason;
    },
    dispose: () => disposer.dispose(),
  };
}
