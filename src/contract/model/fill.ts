import { z } from 'zod';
import { instrumentIdSchema } from './instrument.ts';
import { accountIdSchema, orderIdSchema, orderSideSchema } from './order.ts';
import { decimalTextSchema, epochMsSchema } from './units.ts';

/** One execution. `executionId` is the venue's and unique per broker: the same one twice counts once. */
export const fillSchema = z.object({
  executionId: z.string(),
  orderId: orderIdSchema,
  accountId: accountIdSchema,
  instrumentId: instrumentIdSchema,
  side: orderSideSchema,
  quantity: decimalTextSchema,
  price: decimalTextSchema,
  commission: decimalTextSchema,
  currency: z.string(),
  timeMs: epochMsSchema,
});
export type Fill = z.infer<typeof fillSchema>;
