import type { Instrument, InstrumentId } from '../../../../contract/model/instrument.ts';
import type { QuoteTick, Tick } from '../../../../contract/model/tick.ts';
import type { EpochMs } from '../../../../contract/model/units.ts';
import {
  addTaken, computeFee, isTriggeredByQuote, isTriggeredByTrade, matchOnQuote, untouched, type FeeSchedule, type Taken,
} from '../../../../quant/fills/index.ts';
import { decimal, toDecimalText, type Decimal } from '../../../core/kernel/index.ts';
import { remainingOf, type Execution, type PaperOrder } from './paper-order.ts';

export type MatchingOptions = {
  readonly instrument: (id: InstrumentId) => Instrument | null;
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
 * Fills open orders from the newest quotes. Ours take what is shown and no more (shadow liquidity: the tape itself never changes),
 * in the order in which they came; what is left waits for the next quote.
 */
export type Matching = {
  /** Takes note of the market. */
  take(tick: Tick): void;
  /** A tick against one order. */
  matchTick(order: PaperOrder, tick: Tick): void;
  /** The standing quote against an order that has just arrived or changed. */
  matchOne(order: PaperOrder, timeMs: EpochMs): void;
};

type Offer = { quote: QuoteTick; takenBid: Taken; takenAsk: Taken };

export function createMatching({ instrument, fees, nextExecutionId, onFill, onTriggered, onUnfilled }: MatchingOptions): Matching {
  const offers = new Map<InstrumentId, Offer>();

  /** Whole lots of what is offered; zero where nothing matches. */
  const findMatch = (order: PaperOrder, offer: Offer, lotSize: string): { quantity: Decimal; price: number } | null => {
    const { side, type, limitPrice } = order.terms;
    const limit = type === 'limit' || type === 'stop-limit' ? Number(limitPrice) : null;
    const remaining = remainingOf(order);
    const match = matchOnQuote({ side, limit, remaining: remaining.toNumber() }, offer.quote, side === 'buy' ? offer.takenAsk : offer.takenBid);
    if (match === null) return null;
    const lots = decimal(match.quantity).div(decimal(lotSize)).floor().times(decimal(lotSize));
    return lots.isZero() ? null : { quantity: lots.gt(remaining) ? remaining : lots, price: match.price };
  };

  const fill = (order: PaperOrder, offer: Offer, quantity: Decimal, price: number, currency: string, timeMs: EpochMs): void => {
    const { side, clientOrderId } = order.terms;
    const size = quantity.toNumber();
    if (side === 'buy') offer.takenAsk = addTaken(offer.takenAsk, price, size);
    else offer.takenBid = addTaken(offer.takenBid, price, size);
    const execution: Execution = {
      kind: 'filled', clientOrderId, timeMs, currency,
      executionId: nextExecutionId(),
      quantity: toDecimalText(quantity),
      price: toDecimalText(decimal(price)),
      commission: toDecimalText(decimal(computeFee(fees, size, price))),
    };
    order.filled = order.filled.plus(quantity);
    order.fills.push(execution);
    onFill(order, execution);
  };

  const setOff = (order: PaperOrder, timeMs: EpochMs): void => {
    order.isTriggered = true;
    trade(order, timeMs);
    if (order.state === 'working' && order.fills.length === 0) onTriggered(order, timeMs);
  };

  function matchOne(order: PaperOrder, timeMs: EpochMs): void {
    const { instrumentId, side, stopPrice } = order.terms;
    const offer = offers.get(instrumentId);
    if (order.isTriggered) trade(order, timeMs);
    else if (offer !== undefined && isTriggeredByQuote(side, Number(stopPrice), offer.quote)) setOff(order, timeMs);
  }

  function trade(order: PaperOrder, timeMs: EpochMs): void {
    const { instrumentId, timeInForce } = order.terms;
    const traded = instrument(instrumentId);
    const offer = offers.get(instrumentId);
    if (traded === null) return;
    const match = offer === undefined ? null : findMatch(order, offer, traded.lotSize);
    const isWhole = match !== null && match.quantity.eq(remainingOf(order));
    if (offer !== undefined && match !== null && (isWhole || timeInForce !== 'fok')) {
      fill(order, offer, match.quantity, match.price, traded.currency, timeMs);
    }
    if (!isWhole && (timeInForce === 'ioc' || timeInForce === 'fok')) onUnfilled(order, timeMs);
  }

  return {
    take(tick) {
      if (tick.kind !== 'quote') return;
      const offer = offers.get(tick.instrumentId);
      if (offer === undefined) offers.set(tick.instrumentId, { quote: tick, takenBid: untouched, takenAsk: untouched });
      else offer.quote = tick;
    },
    matchTick(order, tick) {
      if (tick.kind === 'quote') {
        matchOne(order, tick.timeMs);
      } else if (!order.isTriggered && isTriggeredByTrade(order.terms.side, Number(order.terms.stopPrice), tick.price)) {
        setOff(order, tick.timeMs);
      }
    },
    matchOne,
  };
}
