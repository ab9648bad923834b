import type { Instrument, InstrumentId } from '../../../../contract/model/instrument.ts';
import type { ClientOrderId } from '../../../../contract/model/order.ts';
import type { Tick } from '../../../../contract/model/tick.ts';
import { epochMs, type EpochMs } from '../../../../contract/model/units.ts';
import { refilledAfterMs, type FeeSchedule } from '../../../../quant/fills/index.ts';
import { createBus, decimal, Disposer, type Clock, type Log } from '../../../core/kernel/index.ts';
import type { BrokerEvent, BrokerOrder, BrokerOrderChanges, BrokerPort, ChangeKind, VenueMemory, VenueMessage } from '../../../core/trading/ports.ts';
import { createDelayLine } from './delay-line.ts';
import { createMatching } from './matching.ts';
import { findFault } from './order-fault.ts';
import { limitOf, rememberOrder, remainingOf, sendOrder, toVenueOrder, type PaperOrder } from './paper-order.ts';
import { quotesOnly, type PaperTape } from './paper-tape.ts';
import { recallMarket, type QueuedSince } from './recall-market.ts';

export type PaperBrokerOptions = {
  readonly clock: Clock;
  readonly log: Log;
  readonly instrument: (id: InstrumentId) => Instrument | null;
  /**
   * Whether the market is open at a moment, and when that session ends (null: never). What arrives at a closed or halted market is
   * rejected, whatever its time in force: the order desk sends nothing there, so only latency brings it, and it was priced for a
   * market that is gone. What waits in the book when trading is halted goes on waiting. Left out: always open.
   */
  readonly session?: (id: InstrumentId, at: EpochMs) => { readonly isOpen: boolean; readonly closesAtMs: EpochMs | null; readonly isHalted?: boolean };
  /** The book behind the quotes, and what was told before a restart. Left out: quotes are all there is. */
  readonly tape?: PaperTape;
  readonly fees?: FeeSchedule;
  /** Simulated time that messages about an order take to the venue; with 0 they are there at once. */
  readonly latencyMs?: number | ((id: ClientOrderId) => number);
};

/** A broker inside this program. It sees the market through `onTick` only. */
export interface PaperBroker extends BrokerPort {
  /** Feeds the market in, in the order of time. */
  onTick(tick: Tick): void;
  /**
   * Shows the market without trading on it. The opening ticks come so, before the desk has compared its orders with the venue: what it
   * hands over again then meets a market, and what it is about to cancel is not filled first.
   */
  showTick(tick: Tick): void;
  /** Lets time pass without a tick: messages arrive, day orders expire. */
  advance(nowMs: EpochMs): void;
  /** Takes up the orders, what was on its way, and the counters from before a restart. The ledger is this venue's memory. Before the first order. */
  restore(memory: VenueMemory): void;
  /** Listeners held now; the leak test reads it. */
  readonly listenerCount: number;
}

const endedKept = 10_000;
const noFees: FeeSchedule = { fixed: 0, rate: 0 };

export function createPaperBroker(options: PaperBrokerOptions): PaperBroker {
  const { clock, log, instrument, session = () => ({ isOpen: true, closesAtMs: null }), tape = quotesOnly, fees = noFees, latencyMs = 0 } = options;
  const latencyOf = typeof latencyMs === 'number' ? () => latencyMs : latencyMs;
  const bus = createBus<{ event: BrokerEvent }>((error) => log.error('A listener of the paper broker failed', { error: String(error) }));
  const open = new Map<ClientOrderId, PaperOrder>();
  const ended = new Map<ClientOrderId, PaperOrder>();
  const listening = new Disposer();
  const delayLine = createDelayLine();
  /** Up to when the tape was asked at the start, by instrument: what it told before that moment must not come twice. */
  const recalledUntilMs = new Map<InstrumentId, EpochMs>();
  let orderNumber = 0;
  let executionCount = 0;

  const tell = (event: BrokerEvent): void => bus.emit('event', Object.freeze(event));

  const retire = (order: PaperOrder): void => {
    const { clientOrderId } = order.terms;
    open.delete(clientOrderId);
    ended.set(clientOrderId, order);
    if (ended.size > endedKept) ended.delete(ended.keys().next().value as ClientOrderId);
  };

  const end = (order: PaperOrder, state: 'cancelled' | 'rejected' | 'expired', reason: string, timeMs: EpochMs): void => {
    order.state = state;
    order.reason = reason;
    retire(order);
    tell({ kind: state, clientOrderId: order.terms.clientOrderId, timeMs, reason });
  };

  const matching = createMatching({
    instrument,
    tape,
    fees,
    nextExecutionId: () => `paper-x${(executionCount += 1)}`,
    onFill(order, execution) {
      if (remainingOf(order).isZero()) {
        order.state = 'filled';
        retire(order);
      }
      tell(execution);
    },
    onTriggered: (order, timeMs) => tell({ kind: 'triggered', clientOrderId: order.terms.clientOrderId, timeMs }),
    onUnfilled: (order, timeMs) =>
      end(order, 'cancelled', order.terms.timeInForce === 'fok' ? 'could not be filled whole at once' : 'the rest could not be filled at once', timeMs),
  });

  const endOf = (id: InstrumentId, at: EpochMs, timeInForce: string): EpochMs | null => (timeInForce === 'day' ? session(id, at).closesAtMs : null);

  const faultOf = (terms: BrokerOrder, at: EpochMs): string | null =>
    findFault(terms, instrument(terms.instrumentId)) ??
    closedFault(session(terms.instrumentId, at));

  const accept = (order: PaperOrder, timeMs: EpochMs): void => {
    const venueOrderId = `paper-o${(orderNumber += 1)}`;
    order.venueOrderId = venueOrderId;
    const { clientOrderId, instrumentId } = order.terms;
    const fault = faultOf(order.terms, timeMs);
    if (fault !== null) {
      end(order, 'rejected', fault, timeMs);
      return;
    }
    order.endsAtMs = endOf(instrumentId, timeMs, order.terms.timeInForce);
    tell({ kind: 'accepted', clientOrderId, timeMs, venueOrderId });
    matching.matchNew(order, timeMs);
  };

  const cancel = (clientOrderId: ClientOrderId, timeMs: EpochMs): void => {
    const order = open.get(clientOrderId);
    if (order === undefined) tell({ kind: 'cancel-rejected', clientOrderId, timeMs, reason: closedReason(ended.get(clientOrderId)) });
    else end(order, 'cancelled', 'cancelled on request', timeMs);
  };

  const replace = (clientOrderId: ClientOrderId, changes: BrokerOrderChanges, timeMs: EpochMs): void => {
    const order = open.get(clientOrderId);
    const refuse = (reason: string): void => tell({ kind: 'replace-rejected', clientOrderId, timeMs, reason });
    if (order === undefined) return refuse(closedReason(ended.get(clientOrderId)));
    const terms = {
      ...order.terms,
      quantity: changes.quantity ?? order.terms.quantity,
      limitPrice: changes.limitPrice ?? order.terms.limitPrice,
      stopPrice: changes.stopPrice ?? order.terms.stopPrice,
    };
    const fault = faultOf(terms, timeMs);
    if (fault !== null) return refuse(fault);
    if (decimal(terms.quantity).lte(order.filled)) return refuse('that quantity is already filled');
    order.terms = terms;
    // New terms queue behind the others.
    open.delete(clientOrderId);
    open.set(clientOrderId, order);
    const { quantity, limitPrice, stopPrice } = terms;
    tell({ kind: 'replaced', clientOrderId, timeMs, quantity, limitPrice, stopPrice });
    return matching.matchNew(order, timeMs);
  };

  /** What a change does when it arrives; until then the venue says of the order that it is on its way. */
  const announce = (clientOrderId: ClientOrderId, kind: ChangeKind, arrive: (timeMs: EpochMs) => void): ((timeMs: EpochMs) => void) => {
    const underWay = open.get(clientOrderId)?.changesUnderWay;
    underWay?.push(kind);
    return (timeMs) => {
      underWay?.splice(underWay.indexOf(kind), 1);
      arrive(timeMs);
    };
  };

  /** Takes a message on its way; gives what it does when it arrives. */
  const toArrival = (message: VenueMessage): ((timeMs: EpochMs) => void) => {
    const { clientOrderId } = message;
    if (message.kind === 'cancel') return announce(clientOrderId, 'cancel', (timeMs) => cancel(clientOrderId, timeMs));
    if (message.kind === 'replace') return announce(clientOrderId, 'replace', (timeMs) => replace(clientOrderId, message.changes, timeMs));
    const order = sendOrder(message.order);
    open.set(clientOrderId, order);
    return (timeMs) => accept(order, timeMs);
  };

  const send = (message: VenueMessage): void => delayLine.send(clock.now(), latencyOf(message.clientOrderId), toArrival(message));

  const advance = (nowMs: EpochMs): void => {
    delayLine.deliver(nowMs);
    for (const order of open.values()) {
      if (order.endsAtMs !== null && order.endsAtMs <= nowMs) end(order, 'expired', 'the session ended', order.endsAtMs);
    }
  };

  return {
    id: 'paper',
    mode: 'paper',
    orderTypes: new Set(['market', 'limit', 'stop', 'stop-limit']),
    connect: () => Promise.resolve(),

    async place(terms) {
      // The same client order id is the same order, whatever became of it.
      if (open.has(terms.clientOrderId) || ended.has(terms.clientOrderId)) return;
      send({ kind: 'place', clientOrderId: terms.clientOrderId, order: terms });
    },
    async cancel(clientOrderId) {
      send({ kind: 'cancel', clientOrderId });
    },
    async replace(clientOrderId, changes) {
      send({ kind: 'replace', clientOrderId, changes });
    },
    async findOrder(clientOrderId) {
      const order = open.get(clientOrderId) ?? ended.get(clientOrderId);
      return order === undefined ? null : toVenueOrder(order);
    },
    openOrders: () => Promise.resolve([...open.values()].map(toVenueOrder)),
    onEvent(listener) {
      const subscription = bus.on('event', listener);
      return listening.defer(() => subscription.dispose());
    },

    onTick(tick) {
      advance(tick.timeMs);
      matching.match(tick, open.values());
    },
    showTick(tick) {
      if (tick.timeMs >= (recalledUntilMs.get(tick.instrumentId) ?? 0)) matching.bookOf(tick.instrumentId).take(tick);
    },
    advance,
    restore(memory) {
      orderNumber = memory.orderNumber;
      executionCount = memory.executionCount;
      const waiting: QueuedSince[] = [];
      for (const { placedAtMs, queuedAtMs, ...remembered } of memory.openOrders) {
        const order = rememberOrder(remembered, endOf(remembered.instrumentId, placedAtMs, remembered.timeInForce));
        open.set(remembered.clientOrderId, order);
        if (order.isTriggered && limitOf(order) !== null) waiting.push({ order, queuedAtMs });
      }
      const nowMs = clock.now();
      // Latency is by the order's id, so a message is due when it would have been; never before the time at which the market goes on.
      for (const message of memory.underWay) {
        delayLine.resume(epochMs(Math.max(nowMs, message.sentAtMs + latencyOf(message.clientOrderId))), toArrival(message));
      }
      const recent = memory.recentFills.filter(({ timeMs }) => timeMs > nowMs - refilledAfterMs);
      for (const id of new Set([...waiting.map(({ order }) => order.terms.instrumentId), ...recent.map(({ instrumentId }) => instrumentId)])) {
        if (tape.newestTicks(id, nowMs).length > 0) recalledUntilMs.set(id, nowMs);
        recallMarket({
          id, tape, nowMs, book: matching.bookOf(id),
          waiting: waiting.filter(({ order }) => order.terms.instrumentId === id), fills: recent.filter(({ instrumentId }) => instrumentId === id),
        });
      }
    },
    get listenerCount() {
      return bus.listenerCount;
    },
    dispose() {
      listening.dispose();
      delayLine.clear();
      open.clear();
      return Promise.resolve();
    },
  };
}

function closedFault({ isOpen, isHalted = false }: { readonly isOpen: boolean; readonly isHalted?: boolean }): string | null {
  if (isOpen) return null;
  return isHalted
    ? 'trading was halted when it arrived; place it again when trading goes on'
    : 'the market had closed when it arrived; place it again when the market is open';
}

const closedReason = (order: PaperOrder | undefined): string => (order === undefined ? 'there is no such order' : `the order is already ${order.state}`);
