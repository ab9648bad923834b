import type { Cursor } from '../engine/cursor.ts';
import type { OrderChanges } from '../engine/order-view.ts';
import type { OrderOptions } from '../engine/order-options.ts';
import { QuantError } from '../error.ts';

/**
 * An intent as a strategy carries it out on the close of a bar. `place` is the place among the orders that are open then, from 0: what a strategy
 * sees has no numbers, and the same bars and decisions before it have the same orders at the same places.
 */
export type Decision =
  | { readonly act: 'buy' | 'sell'; readonly terms: OrderOptions }
  | { readonly act: 'cancel'; readonly place: number }
  | { readonly act: 'modify'; readonly place: number; readonly changes: OrderChanges }
  | { readonly act: 'close'; readonly trade: number | null; readonly share: number }
  | { readonly act: 'protect'; readonly trade: number; readonly stopLoss?: number | null; readonly takeProfit?: number | null };

/** A decision with the bar on whose close it was made, from 0. */
export type DatedDecision = { readonly bar: number; readonly decision: Decision };

/** Does on the close of a bar what was decided there. Refused by a QuantError in one sentence where there is no such order or trade, or it cannot be. */
export function carryOut(cursor: Cursor, decision: Decision): void {
  switch (decision.act) {
    case 'buy': return cursor.buy(decision.terms);
    case 'sell': return cursor.sell(decision.terms);
    case 'cancel': return orderAt(cursor, decision.place).cancel();
    case 'modify': return orderAt(cursor, decision.place).modify(decision.changes);
    case 'close': return decision.trade === null ? cursor.close(decision.share) : tradeOf(cursor, decision.trade).close(decision.share);
    case 'protect': {
      const trade = tradeOf(cursor, decision.trade);
      if (decision.stopLoss !== undefined) trade.stopLoss = decision.stopLoss;
      if (decision.takeProfit !== undefined) trade.takeProfit = decision.takeProfit;
    }
  }
}

function orderAt(cursor: Cursor, place: number): Cursor['orders'][number] {
  const order = cursor.orders[place];
  if (order === undefined) throw new QuantError('UNKNOWN_ORDER', 'There is no such order that waits.');
  return order;
}

function tradeOf(cursor: Cursor, id: number): Cursor['trades'][number] {
  const trade = cursor.trades.find((one) => one.id === id);
  if (trade === undefined) throw new QuantError('UNKNOWN_TRADE', `There is no open trade ${id}.`);
  return trade;
}
