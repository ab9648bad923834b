import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { fillSchema } from '../model/fill.ts';
import { orderChangesSchema, orderRequestSchema, orderSchema } from '../model/order.ts';
import { orderPreviewSchema } from '../model/order-preview.ts';
import { tradingUpdateSchema } from '../model/trading-update.ts';
import { procedure } from './errors.ts';
import { instrumentIdField, limitField, orderIdField } from './fields.ts';
import { logItemSchema } from './stream.ts';

const orderId = z.strictObject({ orderId: orderIdField });

export const ordersContract = {
  place: procedure
    .route({ method: 'POST', path: '/orders', summary: 'Place an order through the risk gate; the same client order id is the same order' })
    .input(orderRequestSchema)
    .output(orderSchema),

  preview: procedure
    .route({ method: 'POST', path: '/orders/preview', summary: 'What the risk gate says of an order and what it would do; nothing is recorded or reserved' })
    .input(orderRequestSchema)
    .output(orderPreviewSchema),

  cancel: procedure
    .route({ method: 'POST', path: '/orders/{orderId}/cancel', summary: 'Ask the venue to cancel; only its answer ends the order' })
    .input(orderId)
    .output(orderSchema),

  replace: procedure
    .route({ method: 'POST', path: '/orders/{orderId}/replace', summary: 'Ask the venue for other terms; terms that the order has already are answered at once and leave it its place' })
    .input(orderId.extend({ changes: orderChangesSchema }))
    .output(orderSchema),

  get: procedure.route({ method: 'GET', path: '/orders/{orderId}', summary: 'One order' }).input(orderId).output(orderSchema),

  list: procedure
    .route({ method: 'GET', path: '/orders', summary: 'Orders, newest first' })
    .input(
      z.strictObject({
        openOnly: z.boolean().default(false).describe('only orders that the venue may still fill'),
        instrumentId: instrumentIdField.optional(),
        limit: limitField(1_000, 100),
      }),
    )
    .output(z.array(orderSchema)),

  fills: procedure
    .route({ method: 'GET', path: '/fills', summary: 'Executions, newest first' })
    .input(z.strictObject({ orderId: orderIdField.optional(), limit: limitField(1_000, 100) }))
    .output(z.array(fillSchema)),

  watch: procedure
    .route({ method: 'GET', path: '/orders/watch', summary: 'Log stream: orders, fills and refusals after a sequence number; left out: from now on' })
    .input(z.strictObject({ afterSeq: z.number().int().min(0).optional().describe('number of the last entry seen') }))
    .output(eventIterator(logItemSchema(tradingUpdateSchema))),
};
