import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { fillSchema } from '../model/fill.ts';
import { instrumentIdSchema } from '../model/instrument.ts';
import { orderChangesSchema, orderIdSchema, orderRequestSchema, orderSchema } from '../model/order.ts';
import { tradingUpdateSchema } from '../model/trading-update.ts';
import { procedure } from './errors.ts';
import { logItemSchema } from './stream.ts';

const orderId = z.strictObject({ orderId: orderIdSchema });

export const ordersContract = {
  place: procedure
    .route({ method: 'POST', path: '/orders', summary: 'Place an order through the risk gate; the same client order id is the same order' })
    .input(orderRequestSchema)
    .output(orderSchema),

  cancel: procedure
    .route({ method: 'POST', path: '/orders/{orderId}/cancel', summary: 'Ask the venue to cancel; only its answer ends the order' })
    .input(orderId)
    .output(orderSchema),

  replace: procedure
    .route({ method: 'POST', path: '/orders/{orderId}/replace', summary: 'Ask the venue for other terms' })
    .input(orderId.extend({ changes: orderChangesSchema }))
    .output(orderSchema),

  get: procedure.route({ method: 'GET', path: '/orders/{orderId}', summary: 'One order' }).input(orderId).output(orderSchema),

  list: procedure
    .route({ method: 'GET', path: '/orders', summary: 'Orders, newest first' })
    .input(
      z.strictObject({
        openOnly: z.boolean().default(false),
        instrumentId: instrumentIdSchema.optional(),
        limit: z.number().int().min(1).max(1_000).default(100),
      }),
    )
    .output(z.array(orderSchema)),

  fills: procedure
    .route({ method: 'GET', path: '/fills', summary: 'Executions, newest first' })
    .input(z.strictObject({ orderId: orderIdSchema.optional(), limit: z.number().int().min(1).max(1_000).default(100) }))
    .output(z.array(fillSchema)),

  watch: procedure
    .route({ method: 'GET', path: '/orders/watch', summary: 'Log stream: orders, fills and refusals after a sequence number; left out: from now on' })
    .input(z.strictObject({ afterSeq: z.number().int().min(0).optional() }))
    .output(eventIterator(logItemSchema(tradingUpdateSchema))),
};
