import type { ClientOrderId, Order, OrderRequest } from '../../../contract/model/order.ts';
import { isClientError } from '../../api/index.ts';
import { dismissNotice, isShown, notify, type Notice } from '../../app/notices.ts';
import { sentenceOf } from '../../app/use-call.ts';

/**
 * Orders that were sent and whose answer never came, by what they ask for. The same id is the same order: whoever sends the same
 * again under it repeats that order and places no second one.
 */
export class UnansweredOrders {
  readonly #ids = new Map<string, ClientOrderId>();

  /** The id under which just this was sent without an answer; null: it was not. */
  find(request: OrderRequest): ClientOrderId | null {
    return this.#ids.get(JSON.stringify(request)) ?? null;
  }

  keep(request: OrderRequest, id: ClientOrderId): void {
    this.#ids.set(JSON.stringify(request), id);
  }

  /** Whether an order was sent under this id without an answer. */
  has(id: ClientOrderId): boolean {
    return [...this.#ids.values()].includes(id);
  }

  forget(request: OrderRequest): void {
    this.#ids.delete(JSON.stringify(request));
  }
}

/** Those of this window, whichever ticket sent them. */
export const unanswered = new UnansweredOrders();

/** Id of the notice about an order that was sent and may stand or not. */
export const noticeOfSent = (id: ClientOrderId): string => `order-${id}`;

/** Takes away what says that the state of an order is not known, once the desk has told it. Its ticket sent again still places no second one. */
export function settleSent(orders: readonly Pick<Order, 'clientOrderId' | 'status'>[]): void {
  for (const { clientOrderId, status } of orders) {
    const notice = noticeOfSent(clientOrderId);
    if (status === 'unknown' || !unanswered.has(clientOrderId) || !isShown(notice)) continue;
    dismissNotice(notice);
    notify({ kind: 'info', title: 'State known', text: `The order whose answer was lost is ${status}. It was placed once.` });
  }
}

export const makeClientOrderId = (): ClientOrderId => crypto.randomUUID().replaceAll('-', '') as ClientOrderId;

/** Whether the application has said no; without its answer the order may stand or not. */
export const isAnswer = (error: unknown): boolean => isClientError(error) && error.code !== 'UNAVAILABLE' && error.code !== 'TIMEOUT';

/** What to say of an order that could not be sent, or of which nobody knows whether it was. */
export const describeFailure = (error: unknown, order: string): Pick<Notice, 'kind' | 'title'> & { readonly text: string } =>
  isAnswer(error)
    ? { kind: 'refusal', title: `Not sent: ${order}`, text: `${sentenceOf(error)} Nothing reached the market.` }
    : { kind: 'risk', title: `State not known: ${order}`, text: `${sentenceOf(error)} The same ticket sent again repeats this order; it places no second one.` };
