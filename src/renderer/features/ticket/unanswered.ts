import type { ClientOrderId, OrderRequest } from '../../../contract/model/order.ts';
import { isClientError } from '../../api/index.ts';
import type { Notice } from '../../app/notices.ts';
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

  forget(request: OrderRequest): void {
    this.#ids.delete(JSON.stringify(request));
  }
}

/** Those of this window, whichever ticket sent them. */
export const unanswered = new UnansweredOrders();

export const makeClientOrderId = (): ClientOrderId => crypto.randomUUID().replaceAll('-', '') as ClientOrderId;

/** Whether the application has said no; without its answer the order may stand or not. */
export const isAnswer = (error: unknown): boolean => isClientError(error) && error.code !== 'UNAVAILABLE' && error.code !== 'TIMEOUT';

/** What to say of an order that could not be sent, or of which nobody knows whether it was. */
export const describeFailure = (error: unknown, order: string): Pick<Notice, 'kind' | 'title'> & { readonly text: string } =>
  isAnswer(error)
    ? { kind: 'refusal', title: `Not sent: ${order}`, text: `${sentenceOf(error)} Nothing reached the market.` }
    : { kind: 'risk', title: `State not known: ${order}`, text: `${sentenceOf(error)} The same ticket sent again repeats this order; it places no second one.` };
