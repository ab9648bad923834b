import type { OrderId } from '../../../contract/model/order.ts';
import type { RiskStatus } from '../../../contract/model/risk-status.ts';
import type { TradingUpdate } from '../../../contract/model/trading-update.ts';
import { LogStream } from '../kernel/index.ts';
import { orderStream, type FoldView, type Ledger, type LedgerEvent, type NewLedgerEvent } from '../ledger/index.ts';
import { portfolioFold, type PortfolioState } from '../portfolio/index.ts';
import { haltFold } from './halt-fold.ts';
import { foldRecord, getRecord, orderBookFold, type OrderBook } from './order-book.ts';
import type { OrderRecord } from './order-record.ts';

/** The part of the tape that trading writes, the states it reads from it, and the stream on which it tells. */
export interface Journal {
  readonly book: FoldView<OrderBook>;
  readonly portfolio: FoldView<PortfolioState>;
  readonly halt: FoldView<RiskStatus>;
  readonly stream: LogStream<TradingUpdate>;
  /** Stores first (all or nothing, on disk when it returns), then tells. Throws what the store throws; then nobody was told. */
  write(events: readonly NewLedgerEvent[]): readonly LedgerEvent[];
  /** The record of any order that ever was. */
  find(orderId: OrderId): OrderRecord | null;
  /** The record of an order that is known to exist. */
  get(orderId: OrderId): OrderRecord;
  /** Why the last facts could not be written; null when they were. */
  readonly trouble: string | null;
}

const streamCapacity = 10_000;

/** At most this many updates go out for one fact, so that stream numbers of an earlier life are never given out again. */
const updatesPerFact = 2;

export function createJournal(ledger: Ledger): Journal {
  const book = ledger.follow(orderBookFold);
  const stream = new LogStream<TradingUpdate>(streamCapacity, updatesPerFact * ledger.lastSeq());

  const find = (orderId: OrderId): OrderRecord | null =>
    getRecord(book.state, orderId) ?? foldRecord(ledger.readStream(orderStream(orderId)));
  const get = (orderId: OrderId): OrderRecord => {
    const record = find(orderId);
    if (record === null) throw new Error(`Order ${orderId} is not on the tape.`);
    return record;
  };

  /** What happens to an order was caused by its first fact. */
  const withCause = (event: NewLedgerEvent): NewLedgerEvent =>
    'orderId' in event.body && event.type !== 'orderIntended' ? { ...event, causationId: find(event.body.orderId)?.seq ?? null } : event;

  const tell = (events: readonly LedgerEvent[]): void => {
    const changed = new Set<OrderId>();
    for (const event of events) {
      if ('orderId' in event.body) changed.add(event.body.orderId);
      const update = toUpdate(event);
      if (update !== null) stream.push(update);
    }
    for (const orderId of changed) stream.push({ kind: 'order', order: get(orderId).order });
  };

  return {
    book,
    portfolio: ledger.follow(portfolioFold),
    halt: ledger.follow(haltFold),
    stream,
    find,
    get,
    get trouble() {
      return ledger.trouble;
    },
    write(events) {
      const recorded = ledger.record(events.map(withCause));
      tell(recorded);
      return recorded;
    },
  };
}

function toUpdate(event: LedgerEvent): TradingUpdate | null {
  if (event.type === 'orderFilled') return { kind: 'fill', fill: event.body };
  if (event.type === 'orderRefused') return { kind: 'refusal', refusal: event.body.refusal, request: event.body.request };
  if (event.type === 'tradingHalted') return { kind: 'halt', reason: event.body.reason };
  return event.type === 'tradingResumed' ? { kind: 'resume' } : null;
}
