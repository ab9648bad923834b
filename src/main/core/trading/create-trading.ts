import { isOpenOrder, type ClientOrderId, type OrderId, type OrderRequest } from '../../../contract/model/order.ts';
import type { Refusal } from '../../../contract/model/refusal.ts';
import { AppError, decimal, messageOf, refused, zero, type Clock, type IdSource, type Log } from '../kernel/index.ts';
import { orderStream, riskStream, type Ledger, type NewLedgerEvent } from '../ledger/index.ts';
import { defaultAccounts, openAccounts, type AccountConfig } from './account-config.ts';
import type { CommissionEstimate } from './collect-funds.ts';
import { createDeadlines } from './deadlines.ts';
import { createDeskView } from './desk-view.ts';
import type { FailPoint } from './fail-point.ts';
import { createJournal } from './journal.ts';
import { getIdByClientId } from './order-book.ts';
import { applyChanges, isSameRequest, isUnchanged, toBrokerChanges, toOrderRequest, toRiskRequest } from './order-request.ts';
import type { OrderRecord } from './order-record.ts';
import type { BrokerOrderChanges, BrokerPort, TradingMarketView } from './ports.ts';
import { createOpening } from './opening.ts';
import type { RiskLimits, RiskRequest } from './risk-check.ts';
import { previewOrder, takePreviewAccount } from './preview-order.ts';
import { takeRiskContext } from './risk-context.ts';
import { checkRisk } from './risk-gate.ts';
import type { Trading } from './trading.ts';
import { createVenueInbox } from './venue-inbox.ts';
import { createVenueLine } from './venue-line.ts';
import { toVenueMemory } from './venue-memory.ts';

export type TradingDeps = {
  readonly ledger: Ledger;
  readonly broker: BrokerPort;
  readonly market: TradingMarketView;
  /** The market's time, simulated where the market is: what facts carry, sessions and ages are measured in. */
  readonly clock: Clock;
  /** Real time, for time-outs and retries; left out: the same clock. */
  readonly timers?: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  /** The first one takes the orders that name no account. */
  readonly accounts?: readonly AccountConfig[];
  readonly limits?: Partial<RiskLimits>;
  readonly estimateCommission?: CommissionEstimate;
  /** A never-arrived order older than this is not handed over again. */
  readonly resendWithinMs?: number;
  /** How long an answer of the venue is waited for. */
  readonly timeoutMs?: number;
  readonly failPoint?: FailPoint;
};

const defaultLimits: RiskLimits = { collarBps: 1_000, maximumQuantity: null };

/** The order desk of one broker. Closed until the first recovery. */
export function createTrading(deps: TradingDeps): Trading {
  const { ledger, broker, market, clock, timers = clock, ids, log, accounts = defaultAccounts, failPoint = () => {} } = deps;
  const defaultAccountId = accounts[0]?.accountId ?? defaultAccounts[0].accountId;
  const estimateCommission = deps.estimateCommission ?? (() => zero);
  const riskDeps = { market, clock, limits: { ...defaultLimits, ...deps.limits }, estimateCommission };

  const journal = createJournal(ledger);
  const deadlines = createDeadlines(timers, deps.timeoutMs ?? 5_000);
  const inbox = createVenueInbox({
    broker, journal, timers, log, failPoint,
    onStrangers: (clientOrderIds) => opening.meet(clientOrderIds),
    onContradiction: (orderId) => void line.cancel(orderId),
  });
  const line = createVenueLine({ broker, journal, inbox, deadlines, clock, timers, log, failPoint, resendWithinMs: deps.resendWithinMs ?? 30_000 });
  const opening = createOpening({
    broker, journal, inbox, line, deadlines, clock, timers, ids, log, defaultAccountId,
    openAccounts: () => openAccounts(journal, broker, accounts, clock.now()),
  });

  /** Writes what must be on disk before the venue hears of it. */
  const commit = (event: NewLedgerEvent): void => {
    try {
      journal.write([event]);
    } catch (error) {
      log.error('The ledger cannot be written', { error: String(error) });
      throw new AppError('UNAVAILABLE', `Nothing was sent, because the ledger cannot be written: ${messageOf(error)}`);
    }
  };

  const refuse = (request: OrderRequest, refusal: Refusal): AppError => {
    try {
      journal.write([{ stream: riskStream, type: 'orderRefused', timeMs: clock.now(), body: { request, refusal } }]);
    } catch (error) {
      log.error('A refusal could not be written to the ledger', { error: String(error) });
    }
    return refused(refusal);
  };

  const findOpen = (orderId: OrderId): OrderRecord => {
    const record = journal.find(orderId);
    if (record === null) throw new AppError('NOT_FOUND', `There is no order ${orderId}.`, { orderId });
    if (!isOpenOrder(record.order)) throw refused({ code: 'ORDER_NOT_OPEN', orderId, status: record.order.status });
    return record;
  };

  /** The order that already has this client id, and the refusal when it is another order. */
  const findReuse = ({ clientOrderId }: OrderRequest, terms: RiskRequest): { readonly orderId: OrderId; readonly refusal: Refusal | null } | null => {
    const orderId = clientOrderId === undefined ? null : getIdByClientId(journal.book.state, clientOrderId);
    if (clientOrderId === undefined || orderId === null) return null;
    return { orderId, refusal: isSameRequest(journal.get(orderId), terms) ? null : { code: 'CLIENT_ORDER_ID_REUSED', clientOrderId, orderId } };
  };

  /** What is asked for; INVALID_INPUT when this broker does not know its kind. */
  const readTerms = (request: OrderRequest): RiskRequest => {
    if (!broker.orderTypes.has(request.type)) throw new AppError('INVALID_INPUT', `${broker.id} takes no ${request.type} orders; choose another type.`);
    return toRiskRequest(request, defaultAccountId);
  };

  const checkChanges = ({ order, pendingTerms }: OrderRecord, changes: BrokerOrderChanges): Refusal | null => {
    const { orderId, filledQuantity } = order;
    // A replace whose answer was lost is in the way until the venue was asked: otherwise there could be three terms to reserve for.
    const pending = order.pendingChange ?? (pendingTerms === null ? null : 'replace');
    if (pending !== null) return { code: 'CHANGE_PENDING', orderId, pending };
    const terms = applyChanges(order, changes);
    const { quantity } = terms;
    if (decimal(quantity).lte(decimal(filledQuantity)) && decimal(filledQuantity).gt(0)) return { code: 'QUANTITY_BELOW_FILLED', quantity, filledQuantity };
    return checkRisk(terms, takeRiskContext({ ...riskDeps, journal }, terms, order));
  };

  /** No change of it is under way: its terms are those that the venue has. */
  const isSettled = ({ order, pendingTerms }: OrderRecord): boolean => order.pendingChange === null && pendingTerms === null;

  return {
    async place(request, meta) {
      opening.assertOpen();
      const terms = readTerms(request);
      const reuse = findReuse(request, terms);
      if (reuse !== null) {
        if (reuse.refusal !== null) throw refuse(request, reuse.refusal);
        await line.idle(reuse.orderId);
        return journal.get(reuse.orderId).order;
      }
      const refusal = checkRisk(terms, takeRiskContext({ ...riskDeps, journal }, terms, null));
      if (refusal !== null) throw refuse(request, refusal);

      const orderId = ids.next('ord') as OrderId;
      const clientOrderId = request.clientOrderId ?? (ids.next('c') as ClientOrderId);
      commit({
        stream: orderStream(orderId),
        type: 'orderIntended',
        timeMs: clock.now(),
        correlationId: meta?.correlationId ?? null,
        body: { orderId, clientOrderId, brokerId: broker.id, ...terms, intendedAtRealMs: timers.now() },
      });
      failPoint('intent-stored');
      await line.place(orderId);
      failPoint('told');
      return journal.get(orderId).order;
    },

    preview(request) {
      opening.assertOpen();
      const terms = readTerms(request);
      const context = takeRiskContext({ ...riskDeps, journal }, terms, null);
      return previewOrder(terms, context, takePreviewAccount(journal, market, terms), findReuse(request, terms));
    },

    async cancel(orderId) {
      opening.assertRecovered();
      const { order } = findOpen(orderId);
      if (order.pendingChange === 'cancel') throw refused({ code: 'CHANGE_PENDING', orderId, pending: 'cancel' });
      await line.cancel(orderId);
      return journal.get(orderId).order;
    },

    async replace(orderId, requested) {
      opening.assertOpen();
      const record = findOpen(orderId);
      const changes = toBrokerChanges(requested);
      // The venue would put the order behind all others for nothing.
      if (isSettled(record) && isUnchanged(record.order, changes)) return record.order;
      const refusal = checkChanges(record, changes);
      if (refusal !== null) throw refuse(toOrderRequest(applyChanges(record.order, changes)), refusal);
      commit({ stream: orderStream(orderId), type: 'replaceRequested', timeMs: clock.now(), body: { orderId, ...changes } });
      await line.replace(orderId, changes);
      return journal.get(orderId).order;
    },

    async halt(reason) {
      try {
        commit({ stream: riskStream, type: 'tradingHalted', timeMs: clock.now(), body: { reason } });
      } finally {
        // Also when the halt cannot be written down: cancelling makes nothing worse.
        const open = Object.values(journal.book.state.open).filter(({ order }) => order.pendingChange !== 'cancel');
        await Promise.all(open.map(({ order }) => line.cancel(order.orderId)));
      }
      return journal.halt.state;
    },

    resume() {
      if (journal.halt.state.isHalted) commit({ stream: riskStream, type: 'tradingResumed', timeMs: clock.now(), body: {} });
      return journal.halt.state;
    },

    riskStatus: () => journal.halt.state,
    ...createDeskView(ledger, journal, market, estimateCommission),
    recover: () => opening.recover(),
    venueMemory: () => toVenueMemory(journal.book.state, ledger, broker.id),
    stream: journal.stream,
    health: () => opening.health(),

    async dispose() {
      inbox.flush();
      for (const part of [opening, inbox, line, deadlines]) part.dispose();
      await line.idle();
    },
  };
}
