import type { Order, OrderId } from '../../contract/model/order.ts';
import { nearestName } from '../../quant/text/nearest-name.ts';
import { AppError } from '../core/kernel/index.ts';
import type { Trading } from '../core/trading/index.ts';

/** Orders among which a mistyped id is looked for, the newest. */
const latest = 1_000;

/** An order by its id; NOT_FOUND with the nearest id where there is none. */
export function findOrder(trading: Pick<Trading, 'get' | 'list'>, orderId: OrderId): Order {
  try {
    return trading.get(orderId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
    const nearest = nearestName(orderId, trading.list({ openOnly: false, limit: latest }).map((order) => order.orderId));
    if (nearest === null) throw error;
    throw new AppError('NOT_FOUND', `There is no order ${orderId}; did you mean ${nearest}?`, { orderId, nearest });
  }
}
