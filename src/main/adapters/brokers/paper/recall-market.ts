import type { InstrumentId } from '../../../../contract/model/instrument.ts';
import type { Fill } from '../../../../contract/model/fill.ts';
import type { Tick } from '../../../../contract/model/tick.ts';
import { sizeAhead, stepQueue } from '../../../../quant/fills/index.ts';
import { limitOf, type PaperOrder } from './paper-order.ts';
import type { PaperTape } from './paper-tape.ts';
import type { ShadowBook } from './shadow-book.ts';

/** A waiting order and when it joined the queue: everything told before that moment was there before it. */
export type QueuedSince = { readonly order: PaperOrder; readonly queuedAtMs: number };

export type RecallOptions = {
  readonly id: InstrumentId;
  readonly tape: PaperTape;
  readonly book: ShadowBook;
  /** In the order of joining. */
  readonly waiting: readonly QueuedSince[];
  /** Ours in the instrument, oldest first, as far back as they may still count. */
  readonly fills: readonly Pick<Fill, 'side' | 'price' | 'quantity' | 'timeMs'>[];
  readonly nowMs: number;
};

const hourMs = 3_600_000;

/**
 * What a restart would forget, found again on the tape: how far each waiting order has come in its queue, and what of the book we have
 * taken. The ledger says when orders came and what was filled; the tape is the same whenever it is asked, so nothing else is stored.
 */
export function recallMarket({ id, tape, book, waiting, fills, nowMs }: RecallOptions): void {
  const joins = waiting.toSorted((a, b) => a.queuedAtMs - b.queuedAtMs);
  const joined: PaperOrder[] = [];
  let noted = 0;

  const join = (untilMs: number): void => {
    for (let next = joins[joined.length]; next !== undefined && next.queuedAtMs <= untilMs; next = joins[joined.length]) {
      const { side } = next.order.terms;
      next.order.ahead = sizeAhead(side, limitOf(next.order) as number, book.rivals(side, next.queuedAtMs));
      joined.push(next.order);
    }
  };
  const note = (beforeMs: number): void => {
    for (let next = fills[noted]; next !== undefined && next.timeMs < beforeMs; next = fills[noted]) {
      book.noteFill(next.side, Number(next.price), Number(next.quantity), next.timeMs);
      noted += 1;
    }
  };
  const pass = (tick: Tick): void => {
    note(tick.timeMs);
    join(tick.timeMs);
    book.take(tick);
    if (tick.kind === 'quote') return;
    const { bid, ask } = book.quote ?? { bid: NaN, ask: NaN };
    for (const order of joined) {
      const { price, size } = tick;
      order.ahead = stepQueue({ side: order.terms.side, price: limitOf(order) as number, ahead: order.ahead }, { price, size, bid, ask }).ahead;
    }
  };

  /** An old order far from the market has waited through many hours in which nobody came near it. */
  const isWithoutEffect = (atMs: number, endMs: number): boolean => {
    const [nextFill, nextJoin] = [fills[noted], joins[joined.length]];
    if ((nextFill !== undefined && nextFill.timeMs < endMs) || (nextJoin !== undefined && nextJoin.queuedAtMs <= endMs)) return false;
    if (tape.hourRange === undefined || book.taken('buy').length + book.taken('sell').length > 0) return false;
    const range = tape.hourRange(id, atMs);
    return !joined.some((order) => order.ahead > 0 && range !== null && isReached(order, range));
  };

  const fromMs = Math.min(nowMs, ...fills.slice(0, 1).map(({ timeMs }) => timeMs), ...joins.slice(0, 1).map(({ queuedAtMs }) => queuedAtMs));
  for (const tick of tape.newestTicks(id, fromMs)) book.take(tick);
  for (let atMs = fromMs, endMs = 0; atMs < nowMs; atMs = endMs) {
    endMs = Math.min(nowMs, (Math.floor(atMs / hourMs) + 1) * hourMs);
    if (isWithoutEffect(atMs, endMs)) continue;
    for (const tick of tape.ticks(id, atMs, endMs)) pass(tick);
  }
  const newest = tape.newestTicks(id, nowMs);
  // What was passed already must not be taken twice.
  if ((newest[0]?.timeMs ?? 0) > (book.quote?.timeMs ?? Number.POSITIVE_INFINITY)) for (const tick of newest) book.take(tick);
  note(nowMs + 1);
  join(nowMs);
}

function isReached(order: PaperOrder, { low, high }: { readonly low: number; readonly high: number }): boolean {
  const limit = limitOf(order) as number;
  return order.terms.side === 'buy' ? low <= limit : high >= limit;
}
