import type { Order } from '../../../contract/model/order.ts';
import { runCommand } from '../../app/commands.ts';
import { dismissNotice, isShown, notify, useNotices } from '../../app/notices.ts';
import { formatQuantity } from '../../ui/format.ts';
import { symbolOf } from './symbol-of.ts';

/** Shows what stands in the way of trading as it was loaded, and takes away what does not any more. */
export function showWarnings({ haltReason, orders }: { readonly haltReason: string | null; readonly orders: readonly Order[] }): void {
  if (haltReason === null) dismissNotice('halt');
  else if (!isShown('halt')) warnOfHalt(haltReason, 'Nothing new is let through until you resume.');
  const unknown = orders.filter((order) => order.status === 'unknown');
  const ids = new Set(unknown.map(noticeIdOf));
  for (const { id } of useNotices.getState().shown) if (id.startsWith(unknownPrefix) && !ids.has(id)) dismissNotice(id);
  for (const order of unknown) if (!isShown(noticeIdOf(order))) warnOfUnknown(order);
}

/** Says how an order ended, once. */
export function announceEnd(before: Order | undefined, order: Order): void {
  if (before === undefined || before.status === order.status) return;
  const what = nameOrder(order);
  if (order.status === 'filled') notify({ kind: order.side, title: `${order.side === 'buy' ? 'Bought' : 'Sold'} ${whatOf(order)} @ ${order.averagePrice ?? '–'}`, text: `Commission ${order.commission}` });
  else if (order.status === 'cancelled' || order.status === 'expired') endings.add(order);
  else if (order.status === 'rejected') notify({ kind: 'refusal', title: `The venue rejected ${what}`, text: order.reason ?? 'It gave no reason.' });
  else if (order.status === 'unknown') warnOfUnknown(order);
  if (before.status === 'unknown') dismissNotice(noticeIdOf(order));
}

const whatOf = (order: Order): string => `${formatQuantity(order.quantity)} ${symbolOf(order.instrumentId)}`;
const nameOrder = (order: Order): string => `${order.side} ${whatOf(order)}`;

const unknownPrefix = 'unknown-';
const noticeIdOf = (order: Order): string => `${unknownPrefix}${order.orderId}`;
/** Says that nobody knows of an order whether it stands; gone when its state is known. */
export const warnOfUnknown = (order: Order): void =>
  void notify({ kind: 'risk', id: noticeIdOf(order), title: `State of ${nameOrder(order)} is not known`, text: 'The venue has not answered; it is being asked. Do not send it again.' });
/** Says that trading is stopped, until it goes on. */
export const warnOfHalt = (reason: string, text: string): void =>
  void notify({ id: 'halt', kind: 'risk', title: 'Trading is stopped', text: `${reason}. ${text}`, action: { label: 'Resume trading', run: () => runCommand('trade.resume') } });

/** Orders that ended without filling, gathered until no more come or a second is over: those that end together are told together. */
const endings = {
  gathered: [] as Order[],
  latestMs: 0,
  timer: undefined as ReturnType<typeof setTimeout> | undefined,
  add(order: Order): void {
    const now = performance.now();
    if (endings.gathered.length === 0) endings.latestMs = now + latestToldMs;
    endings.gathered.push(order);
    clearTimeout(endings.timer);
    endings.timer = setTimeout(() => endings.tell(), Math.min(togetherMs, endings.latestMs - now));
  },
  tell(): void {
    const orders = endings.gathered;
    endings.gathered = [];
    for (const status of ['cancelled', 'expired'] as const) {
      const ended = orders.filter((order) => order.status === status);
      if (ended.length > 0) notify({ kind: 'info', ...nameEndings(ended, status) });
    }
  },
};
const togetherMs = 250;
const latestToldMs = 1_000;
const mostNamed = 3;

/** One order by its name and reason, several by their number and the first names. */
function nameEndings(orders: readonly Order[], status: 'cancelled' | 'expired'): { readonly title: string; readonly text?: string } {
  const [first, ...others] = orders;
  if (first !== undefined && others.length === 0) return { title: `${capital(nameOrder(first))} ${status}`, ...(first.reason === null ? {} : { text: first.reason }) };
  const named = orders.slice(0, mostNamed).map(nameOrder).join(', ');
  const reason = others.every((order) => order.reason === first?.reason) ? (first?.reason ?? null) : null;
  return { title: `${orders.length} orders ${status}`, text: `${capital(named)}${orders.length > mostNamed ? ` and ${orders.length - mostNamed} more` : ''}${reason === null ? '' : `: ${reason}`}` };
}

const capital = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
