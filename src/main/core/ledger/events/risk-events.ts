import { z } from 'zod';
import { orderRequestSchema } from '../../../../contract/model/order.ts';
import { refusalSchema } from '../../../../contract/model/refusal.ts';
import { eventType } from '../event-type.ts';

/** Facts about the risk gate, on the stream `risk`. */
export const riskEvents = {
  orderRefused: eventType(1, z.object({ request: orderRequestSchema, refusal: refusalSchema })),
  tradingHalted: eventType(1, z.object({ reason: z.string() })),
  tradingResumed: eventType(1, z.object({})),
};

export const riskStream = 'risk';
