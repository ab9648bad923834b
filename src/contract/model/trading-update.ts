import { z } from 'zod';
import { fillSchema } from './fill.ts';
import { orderRequestSchema, orderSchema } from './order.ts';
import { refusalSchema } from './refusal.ts';

/** What can happen on the order desk, in the order in which it was recorded. */
export const tradingUpdateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), order: orderSchema }),
  z.object({ kind: z.literal('fill'), fill: fillSchema }),
  z.object({ kind: z.literal('refusal'), refusal: refusalSchema, request: orderRequestSchema }),
  z.object({ kind: z.literal('halt'), reason: z.string() }),
  z.object({ kind: z.literal('resume') }),
]);
export type TradingUpdate = z.infer<typeof tradingUpdateSchema>;
