import type { Instrument, InstrumentId } from '../../../../contract/model/instrument.ts';
import type { Tick, TradeTick } from '../../../../contract/model/tick.ts';
import type { EpochMs } from '../../../../contract/model/units.ts';
import {
  computeFee, isTriggeredByQuote, isTriggeredByTrade, isWithin, sizeAhead, stepQueue, walkBook, wholeLots, type FeeSchedule,
} from '../../../../quant/fills/index.ts';
import { decimal, toDecimalText, type Decimal } from '../../../core/kernel/index.ts';
import { limitOf, remainingOf, type Execution, type PaperOrder } from './paper-order.ts';
import type { PaperTape } from './paper-tape.ts';
import { ShadowBook } from './shadow-book.ts';

export type MatchingOptions = {
  readonly instrument: (id: InstrumentId) => Instrument | null;
  readonly tape: PaperTape;
  readonly fees: FeeSchedule;
  readonly nextExecutionId: () => string;
  /** After the order's own record was brought up to date. */
  readonly onFill: (order: PaperOrder, execution: Execution) => void;
  /** A stop was set off and waits for somebody to trade with; of one that fills at once the fill says so. */
  readonly onTriggered: (order: PaperOrder, timeMs: EpochMs) => void;
  /** An order that may not wait (ioc, fok) could not be filled, or not wholly. */
  readonly onUnfilled: (order: PaperOrder, timeMs: EpochMs) => void;
};

/**
 * Fills open orders from the tape, which knows nothing of them. An order that can trade walks the book: level by level, no more than is
 * shown there and not what we took before. A limit order that cannot waits behind those who were at its price when it came, and is
 * filled by what others trade after them. In the order in which our orders came.
 */
export type Matching = {
  /** What the market is for us. */
  bookOf(id: InstrumentId): ShadowBook;
  /** Takes note of the market and lets our orders at the venue trade on it. */
  match(tick: Tick, orders: Iterable<PaperOrder>): void;
  /** The standing book against an order that has just arrived or changed; what is left of it joins the queue. */
  matchNew(order: PaperOrder, timeMs: EpochMs): void;
};

export function createMatching({ instrument, tape, fees, nextExecutionId, onFill, onTriggered, onUnfilled }: MatchingOptions): Matching {
  const books = new Map<InstrumentId, ShadowBook>();
  const bookOf = (id: InstrumentId): ShadowBook => {
    const book = books.get(id) ?? new ShadowBook(tape);
    books.set(id, book);
    return book;
  };

  const fill = (order: PaperOrder, traded: Instrument, quantity: Decimal, price: number, timeMs: EpochMs): void => {
    const { side, clientOrderId } = order.terms;
    const size = quantity.toNumber();
    bookOf(traded.id).noteFill(side, price, size, timeMs);
    const execution: Execution = {
      kind: 'filled', clientOrderId, timeMs,
      currency: traded.currency,
      executionId: nextExecutionId(),
      quantity: toDecimalText(quantity),
      price: toDecimalText(decimal(price)),
      commission: toDecimalText(decimal(computeFee(fees, size, price))),
    };
    order.filled = order.filled.plus(quantity);
    order.fills.push(execution);
    onFill(order, execution);
  };

  /** Trades with what is offered. */
  function trade(order: PaperOrder, timeMs: EpochMs): void {
    const { instrumentId, side, timeInForce } = order.terms;
    const traded = instrument(instrumentId);
    if (traded === null) return;
    const lotSize = Number(traded.lotSize);
    const remaining = remainingOf(order).toNumber();
    const book = bookOf(instrumentId);
    const matches = walkBook({ side, limit: limitOf(order), remaining }, book.offers(side, timeMs), book.taken(side), lotSize);
    const isWhole = matches.reduce((sum, { lots }) => sum + lots, 0) === wholeLots(remaining, lotSize);
    if (isWhole || timeInForce !== 'fok') {
      for (const { lots, price } of matches) fill(order, traded, decimal(traded.lotSize).times(lots), price, timeMs);
    }
    if (!isWhole && (timeInForce === 'ioc' || timeInForce === 'fok')) onUnfilled(order, timeMs);
  }

  function tradeOrJoin(order: PaperOrder, timeMs: EpochMs): void {
    trade(order, timeMs);
    const limit = limitOf(order);
    const { instrumentId, side } = order.terms;
    if (order.state === 'working' && limit !== null) order.ahead = sizeAhead(side, limit, bookOf(instrumentId).rivals(side, timeMs));
  }

  const setOff = (order: PaperOrder, timeMs: EpochMs): void => {
    order.isTriggered = true;
    tradeOrJoin(order, timeMs);
    if (order.state === 'working' && order.fills.length === 0) onTriggered(order, timeMs);
  };

  function isSetOff({ terms }: PaperOrder, timeMs: EpochMs): boolean {
    const book = bookOf(terms.instrumentId);
    const [ask, bid] = [book.offers('buy', timeMs)[0]?.price ?? NaN, book.offers('sell', timeMs)[0]?.price ?? NaN];
    return isTriggeredByQuote(terms.side, Number(terms.stopPrice), { bid, ask });
  }

  /** What others traded goes to those who wait at the best price first, and of one price to who came first. */
  function serveQueue(waiting: readonly PaperOrder[], tick: TradeTick): void {
    const book = bookOf(tick.instrumentId);
    const traded = instrument(tick.instrumentId);
    if (traded === null) return;
    const { bid, ask } = book.quote ?? { bid: NaN, ask: NaN };
    for (const order of waiting.toSorted(byPrice)) {
      const { side } = order.terms;
      const { reached, ahead } = stepQueue({ side, price: limitOf(order) as number, ahead: order.ahead }, { price: tick.price, size: tick.size, bid, ask });
      order.ahead = ahead;
      const lotSize = Number(traded.lotSize);
      const lots = Math.min(wholeLots(reached - book.servedAt(side, tick.timeMs), lotSize), wholeLots(remainingOf(order).toNumber(), lotSize));
      if (lots > 0) fill(order, traded, decimal(traded.lotSize).times(lots), limitOf(order) as number, tick.timeMs);
    }
  }

  return {
    bookOf,
    match(tick, orders) {
      bookOf(tick.instrumentId).take(tick);
      const concerned = [...orders].filter(({ terms, venueOrderId }) => terms.instrumentId === tick.instrumentId && venueOrderId !== null);
      const { timeMs } = tick;
      if (tick.kind === 'trade') {
        serveQueue(concerned.filter((order) => order.isTriggered && limitOf(order) !== null), tick);
        for (const order of concerned) if (!order.isTriggered && isTriggeredByTrade(order.terms.side, Number(order.terms.stopPrice), tick.price)) setOff(order, timeMs);
        return;
      }
      for (const order of concerned) {
        const { side, stopPrice } = order.terms;
        if (!order.isTriggered && isTriggeredByQuote(side, Number(stopPrice), tick)) setOff(order, timeMs);
        // Most limits are far from the market: they need no book to know it.
        else if (order.isTriggered && isWithin(side, limitOf(order), side === 'buy' ? tick.ask : tick.bid)) trade(order, timeMs);
      }
    },
    matchNew(order, timeMs) {
      if (order.isTriggered) tradeOrJoin(order, timeMs);
      else if (isSetOff(order, timeMs)) setOff(order, timeMs);
    },
  };
}

/** Better prices first; buys and sells never wait for the same trade. */
const byPrice = (a: PaperOrder, b: PaperOrder): number =>
  ((limitOf(b) as number) - (limitOf(a) as number)) * (a.terms.side === 'buy' ? 1 : -1);
