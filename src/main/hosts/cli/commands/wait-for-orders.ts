import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../../../contract/api/index.ts';
import type { Order } from '../../../../contract/model/order.ts';

type Client = ContractRouterClient<Contract>;

/** How long a command waits for the venue. Its market time runs only while the command does, so an answer that is not waited for does not come. */
export const waitMs = 5_000;

/**
 * Acts, and waits until nothing more is to be waited for: hears of every order that changes from before the act on. Gives what the act
 * gave. `isSettled` is asked with each changed order; at the latest after five seconds the wait is over, whatever is open.
 */
export async function actAndWait<T>(client: Client, act: () => Promise<T>, isSettled: (done: T, changed: Order | null) => boolean, signal: AbortSignal): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  signal.addEventListener('abort', stop);
  const timer = setTimeout(stop, waitMs);
  try {
    // The stream is open before anything is asked of the venue, so no answer can be missed.
    const updates = await client.orders.watch({}, { signal: controller.signal });
    const done = await act();
    if (isSettled(done, null)) return done;
    try {
      for await (const item of updates) {
        if (item.kind === 'entry' && item.value.kind === 'order' && isSettled(done, item.value.order)) break;
      }
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
    return done;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** A cancel or a replace, with the order as it stands once the venue has answered. */
export async function changeAndWait(client: Client, change: () => Promise<Order>, signal: AbortSignal): Promise<Order> {
  const { orderId } = await actAndWait(client, change, (asked, changed) => {
    const order = changed ?? asked;
    return order.orderId === asked.orderId && order.pendingChange === null;
  }, signal);
  return await client.orders.get({ orderId });
}

/** The kill switch, until no cancel is unanswered. */
export async function killAndWait<T>(client: Client, kill: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const waiting = new Set((await client.orders.list({ openOnly: true, limit: 1_000 })).map((order) => order.orderId));
  return actAndWait(client, kill, (_done, changed) => {
    if (changed !== null && changed.pendingChange === null) waiting.delete(changed.orderId);
    return waiting.size === 0;
  }, signal);
}
