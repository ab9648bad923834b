import { decimal, zero, type Decimal } from '../kernel/index.ts';
import { sumFlows, type Flow } from './flow-fold.ts';

/** The session in which an instrument is, or the last one: when it began, and what the one before closed at (null: not known). */
export type SessionDay = { readonly startMs: number; readonly previousClose: number | null };

export type DayHolding = {
  /** Held now, signed. */
  readonly quantity: Decimal;
  readonly mark: Decimal | null;
  readonly flows: readonly Flow[];
  /** null: not known. */
  readonly day: SessionDay | null;
};

/**
 * What one instrument has gained in its day: quantity now × mark − quantity at the start of the day × previous close + cash of the
 * day's fills, net of commission. Over all instruments it is the change of the equity. null while a price that counts is not known.
 */
export function computeDayPnl({ quantity, mark, flows, day }: DayHolding): Decimal | null {
  if (quantity.isZero() && flows.length === 0) return zero;
  if (day === null) return null;
  const today = sumFlows(flows, day.startMs);
  const before = quantity.minus(today.quantity);
  const now = valueAt(quantity, mark);
  const then = valueAt(before, day.previousClose === null ? null : decimal(day.previousClose));
  return now === null || then === null ? null : now.minus(then).plus(today.cash);
}

/** Nothing is worth nothing, whatever its price. */
const valueAt = (quantity: Decimal, price: Decimal | null): Decimal | null => (quantity.isZero() ? zero : (price?.times(quantity) ?? null));
