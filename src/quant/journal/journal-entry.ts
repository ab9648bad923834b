import { roundHalfEven } from '../fills/round-half-even.ts';
import { canonicalJson } from '../text/canonical-json.ts';

/** The smallest steps of an instrument; 0 where there is no such step, then numbers have at most 8 digits after the point. */
export type Grain = {
  /** Of its price. */
  readonly tick: number;
  /** Of a quantity. */
  readonly lot: number;
};

/** What an order is for: to open, to close, or to protect an open trade. */
export type JournalRole = 'entry' | 'exit' | 'stop-loss' | 'take-profit' | 'trailing-stop';
export type JournalOrderKind = 'market' | 'limit' | 'stop' | 'stop-limit' | 'trailing-stop';
export type JournalSizing = 'units' | 'share' | 'notional' | 'equity' | 'risk' | 'volatility' | 'kelly' | 'whole-trade';

/**
 * A line of the journal of a run: what was asked for, what became of orders, and what was traded. Times are those of the market, orders are counted
 * from 1 in the order in which they came, and there is neither cash nor a clock of this computer in it, so that a backtest, a replay and a session
 * on paper that did the same have the same journal.
 */
export type JournalEntry =
  | { readonly kind: 'intent'; readonly timeMs: number; readonly symbol: string; readonly verb: 'buy' | 'sell' | 'close' | 'close-trade' | 'cancel-all'; /** Of what is closed; null: it closes nothing. */ readonly share: number | null }
  | ({ readonly kind: 'placed' | 'changed'; readonly side: 'buy' | 'sell'; readonly type: JournalOrderKind; readonly role: JournalRole } & OrderLine)
  | { readonly kind: 'gone'; readonly timeMs: number; readonly symbol: string; readonly order: number; readonly cause: string }
  | { readonly kind: 'refused'; readonly timeMs: number; readonly symbol: string; readonly order: number }
  | { readonly kind: 'fill'; readonly timeMs: number; readonly symbol: string; /** null: no order asked for it. */ readonly order: number | null; readonly side: 'buy' | 'sell'; readonly quantity: number; readonly price: number; readonly fee: number };

type OrderLine = {
  readonly timeMs: number;
  readonly symbol: string;
  readonly order: number;
  /** How its size is counted, and how much of that; null: all of the trade that it closes. */
  readonly sizing: JournalSizing;
  readonly size: number | null;
  /** null: none. */
  readonly limit: number | null;
  readonly stop: number | null;
};

/** Digits after the point of what has no step of its own, and of every fee. */
const digits = 8;

/** The one rounding of fees: half-even to a hundred-millionth of the currency. */
export const roundFee = (fee: number): number => roundHalfEven(fee, digits);

/** The nearest multiple of a step, ties to the even one. */
export function roundToStep(value: number, step: number): number {
  return step > 0 ? roundHalfEven(roundHalfEven(value / step, 0) * step, digits) : roundHalfEven(value, digits);
}

/** An entry as one line of canonical JSON, prices on the tick and quantities on the lot. */
export const journalLine = (entry: JournalEntry, grain: Grain): string => canonicalJson(onGrain(entry, grain));

function onGrain(entry: JournalEntry, { tick, lot }: Grain): JournalEntry {
  const price = (value: number | null): number | null => (value === null ? null : roundToStep(value, tick));
  switch (entry.kind) {
    case 'intent': return { ...entry, share: entry.share === null ? null : roundHalfEven(entry.share, digits) };
    case 'fill': return { ...entry, quantity: roundToStep(entry.quantity, lot), price: roundToStep(entry.price, tick), fee: roundFee(entry.fee) };
    case 'placed':
    case 'changed': return { ...entry, limit: price(entry.limit), stop: price(entry.stop), size: entry.size === null ? null : roundToStep(entry.size, entry.sizing === 'units' ? lot : 0) };
    default: return entry;
  }
}
