import { QuantError } from '../error.ts';
import type { RunContext } from './run-context.ts';
import type { Order } from './trade.ts';

/** `activeFrom` of an order that waits for the bar in which it was placed to end. */
export const heldBack = Infinity;

/**
 * Whether a bar of the symbol has begun before the present moment and will end after it. An order placed now must not trade at prices of that bar,
 * some of which lie before it. Only where bars of several lengths meet.
 */
export function isInsideBar({ closes, present, clock, time, bars }: RunContext): boolean {
  if (closes === null || clock === null || clock[time.bar] === present.bar) return false;
  return bars.time[time.bar + 1] < closes[present.bar];
}

/** Refuses to touch an order that is at work in a bar which has begun: it may have been filled there already, and nobody knows yet. */
export function requireUntouched(run: RunContext, order: Order | null): void {
  if (!isInsideBar(run) || (order !== null && order.activeFrom === heldBack)) return;
  const { symbol, bars, time } = run;
  const begun = new Date(bars.time[time.bar + 1]).toISOString().slice(0, 16).replace('T', ' ');
  throw new QuantError(
    'ORDER_INVALID',
    `An order of ${symbol} cannot be changed or cancelled inside its bar of ${begun}, in which it may have been filled already; do it where c.of('${symbol}').hasBar is true.`,
  );
}

/** Lets the orders work that were placed inside the bar which has now ended. */
export function releaseHeld({ closes, queue }: RunContext): void {
  if (closes === null || queue.length === 0) return;
  for (const order of queue.list()) if (order.activeFrom === heldBack) order.activeFrom = 0;
}
