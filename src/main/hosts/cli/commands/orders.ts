import type { ContractRouterClient } from '@orpc/contract';
import { Option, type Command } from 'commander';
import type { Contract } from '../../../../contract/api/index.ts';
import { instrumentIdSchema } from '../../../../contract/model/instrument.ts';
import { clientOrderIdSchema, isOpenOrder, type Order, type OrderRequest } from '../../../../contract/model/order.ts';
import { decimalTextSchema } from '../../../../contract/model/units.ts';
import { checkValue } from '../check-value.ts';
import { connect } from '../connect.ts';
import { leaf, type Run } from '../leaf.ts';
import { toDocument } from '../to-document.ts';
import { adviseClosedMarket } from './advise-closed.ts';
import { waitMs } from './wait-for-orders.ts';

type PlaceOptions = {
  symbol: string; side: 'buy' | 'sell'; quantity: string; type: OrderRequest['type']; limitPrice?: string; stopPrice?: string;
  tif: OrderRequest['timeInForce']; clientOrderId?: string;
};

/** How long an order that could fill at once but rests is given before it is called resting. */
const restMs = 500;

const toRequest = (options: PlaceOptions): OrderRequest => ({
  instrumentId: checkValue(instrumentIdSchema, '--symbol', options.symbol),
  side: options.side,
  type: options.type,
  timeInForce: options.tif,
  quantity: checkValue(decimalTextSchema, '--quantity', options.quantity),
  ...(options.limitPrice === undefined ? {} : { limitPrice: checkValue(decimalTextSchema, '--limit-price', options.limitPrice) }),
  ...(options.stopPrice === undefined ? {} : { stopPrice: checkValue(decimalTextSchema, '--stop-price', options.stopPrice) }),
  ...(options.clientOrderId === undefined ? {} : { clientOrderId: checkValue(clientOrderIdSchema, '--client-order-id', options.clientOrderId) }),
});

/** Whether the order has come to rest: final, or acknowledged and of a kind that may wait long. */
const isResting = (order: Order): boolean => order.type !== 'market' && (order.status === 'working' || order.status === 'partially-filled');

/** The order once it filled, ended, or rests; at the latest after the wait. */
async function placeAndWait(client: ContractRouterClient<Contract>, request: OrderRequest, signal: AbortSignal): Promise<Order> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  signal.addEventListener('abort', stop);
  let timer = setTimeout(stop, waitMs);
  try {
    // The stream is open before the order goes out, so no update can be missed.
    const updates = await client.orders.watch({}, { signal: controller.signal });
    let order = await client.orders.place(request);
    const shorten = (): void => {
      if (!isResting(order)) return;
      clearTimeout(timer);
      timer = setTimeout(stop, restMs);
    };
    shorten();
    if (!isOpenOrder(order)) return order;
    try {
      for await (const item of updates) {
        if (item.kind !== 'entry' || item.value.kind !== 'order' || item.value.order.orderId !== order.orderId) continue;
        order = item.value.order;
        if (!isOpenOrder(order)) break;
        shorten();
      }
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
    return await client.orders.get({ orderId: order.orderId });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** `orders place`: through the same risk gate as everything else. */
export function addOrders(area: Command, run: Run): void {
  leaf(area.command('place').description('place an order on the paper account'))
    .requiredOption('--symbol <id>', 'instrument, such as SIM:ACME')
    .addOption(new Option('--side <side>', 'buy or sell').choices(['buy', 'sell']).makeOptionMandatory())
    .requiredOption('--quantity <units>', 'how many units')
    .addOption(new Option('--type <type>', 'kind of order').choices(['market', 'limit', 'stop', 'stop-limit']).default('market'))
    .option('--limit-price <price>', 'for limit and stop-limit')
    .option('--stop-price <price>', 'for stop and stop-limit')
    .addOption(new Option('--tif <time>', 'time in force').choices(['day', 'gtc', 'ioc', 'fok']).default('day'))
    .option('--client-order-id <id>', 'the same id twice is the same order')
    .action(
      run<PlaceOptions>(async (options, io, { json, common }) => {
        const request = toRequest(options);
        const connection = await connect(common);
        try {
          const order = await placeAndWait(connection.client, request, io.signal).catch((error: unknown) => {
            throw adviseClosedMarket(error, connection.isWorkstation);
          });
          const fills = await connection.client.orders.fills({ orderId: order.orderId });
          const { orderId, clientOrderId, status, filledQuantity, averagePrice, reason } = order;
          if (json) return io.out(JSON.stringify({ orderId, clientOrderId, status, filledQuantity, averagePrice, reason, fills: toDocument(fills) }));
          const price = averagePrice === null ? '' : ` at ${averagePrice}`;
          io.out(`Order ${orderId}: ${status}, ${filledQuantity} of ${order.quantity} filled${price}${reason === null ? '' : ` (${reason})`}.`);
        } finally {
          await connection.close();
        }
      }),
    );
}
