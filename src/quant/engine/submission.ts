import type { Ledger } from './ledger.ts';
import { lotsAgainst } from './lots-for.ts';
import type { RunContext } from './run-context.ts';
import { sizeKind, type Order } from './trade.ts';

/** An order that was handed in since the last check. `price`: what it would trade at by its terms, the last close for a market order. */
export type Submitted = { readonly run: RunContext; readonly order: Order; readonly price: number };

/** What is left while orders are carried out on paper, one after the other. */
type Pretended = { cash: number; readonly held: Map<RunContext, number> };

/** The order's price as its venue takes it down: its limit, its stop, where its trail stands, or the last close. */
export function submittedPrice({ limit, stop, follow, trailedStop }: Order, now: number): number {
  if (follow !== null) return trailedStop;
  if (!Number.isNaN(stop)) return stop;
  return Number.isNaN(limit) ? now : limit;
}

/**
 * As backtrader's `checksubmit`: before anything trades in a bar, the orders handed in since the last one are carried out on paper, each at its
 * own price, over cash and positions as they are, with the stops and targets that go with them. An order that leaves cash below zero is refused.
 * What it would have cost stays taken away from those behind it, and orders from before do not count.
 */
export function checkSubmitted(ledger: Ledger): void {
  const submitted = ledger.submitted.splice(0);
  if (submitted.length === 0) return;
  const pretended: Pretended = { cash: ledger.freeCash, held: new Map() };
  for (const one of submitted) {
    if (!one.order.isWorking) continue;
    const lots = lotsOf(one, heldOf(pretended, one.run));
    if (Number.isNaN(lots)) continue;
    trade(pretended, one.run, one.order.isBuy ? lots : -lots, one.price);
    const covers = pretended.cash >= -1e-9 && carriesItsBracket(pretended, one, lots);
    if (!covers) refuse(one);
  }
}

const heldOf = ({ held }: Pretended, run: RunContext): number => held.get(run) ?? run.account.lots;

/** Lots of an order; NaN: it takes what can be afforded when it fills, and so needs no check. */
function lotsOf({ run, order, price }: Submitted, held: number): number {
  if (order.trade !== null) return Math.min(Math.abs(order.trade.lots), order.size);
  const turned = order.isDefaultSize && run.profile.reversesByDefault && !run.settings.hedging && held !== 0 && held > 0 !== order.isBuy ? Math.abs(held) : 0;
  if (order.sizeKind === sizeKind.lots) return turned + order.size;
  return order.sizeKind === sizeKind.notional ? turned + Math.floor(order.size / (price * run.lotSize)) : NaN;
}

/** Closes what is on the other side and opens the rest. Sales bring their whole value, purchases take theirs over the leverage. */
function trade(pretended: Pretended, run: RunContext, lots: number, price: number): void {
  const { lotSize, leverage, profile, settings } = run;
  const held = heldOf(pretended, run);
  const closed = held !== 0 && held > 0 !== lots > 0 ? Math.min(Math.abs(held), Math.abs(lots)) : 0;
  const opened = Math.abs(lots) - closed;
  const unit = price * lotSize;
  const fee = (part: number): number => (part === 0 ? 0 : profile.fee(settings, part * lotSize, price));
  // A sale that closes a long gives back what that held.
  pretended.cash += held > 0 ? (closed * unit) / leverage : -closed * unit;
  pretended.cash += lots > 0 ? -(opened * unit) / leverage : opened * unit;
  pretended.cash -= fee(closed) + fee(opened);
  pretended.held.set(run, held + lots);
}

/** The stop and the target are carried out too, the stop first, as if both came to trade; if one of them cannot be paid, the whole bracket is off. */
function carriesItsBracket(pretended: Pretended, { run, order: { isBuy, stopLoss, takeProfit } }: Submitted, lots: number): boolean {
  for (const price of [stopLoss, takeProfit]) {
    if (Number.isNaN(price)) continue;
    trade(pretended, run, isBuy ? -lots : lots, price);
    if (pretended.cash < -1e-9) return false;
  }
  return true;
}

/** Refuses the order, or of one that turns a position round only the part that opens. */
function refuse({ run, order }: Submitted): void {
  const { refusals, symbol, clock, time, queue, account } = run;
  refusals.add('margin', clock === null ? null : symbol, clock === null ? time.bar : clock[time.bar]);
  const against = order.isDefaultSize && run.profile.reversesByDefault ? lotsAgainst(account.trades, order.isBuy) : 0;
  if (against === 0) {
    queue.remove(order);
    return;
  }
  order.isDefaultSize = false;
  order.sizeKind = sizeKind.lots;
  order.size = against;
}
