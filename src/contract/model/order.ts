import { z } from 'zod';
import { instrumentIdSchema } from './instrument.ts';
import { decimalTextSchema, epochMsSchema } from './units.ts';

export const orderSideSchema = z.enum(['buy', 'sell']);
export type OrderSide = z.infer<typeof orderSideSchema>;

export const orderTypeSchema = z.enum(['market', 'limit', 'stop', 'stop-limit']);
export type OrderType = z.infer<typeof orderTypeSchema>;

/** day: until the session ends; gtc: until cancelled; ioc: what fills now; fok: all now or nothing. */
export const timeInForceSchema = z.enum(['day', 'gtc', 'ioc', 'fok']);
export type TimeInForce = z.infer<typeof timeInForceSchema>;

/**
 * intended: journalled, not handed over yet · sent: handed over, no answer yet · unknown: the answer was lost, ask the venue ·
 * working: acknowledged and open · partially-filled: open with fills · the rest are final, and only the venue makes them so.
 */
export const orderStatusSchema = z.enum([
  'intended', 'sent', 'unknown', 'working', 'partially-filled', 'filled', 'cancelled', 'rejected', 'expired',
]);
export type OrderStatus = z.infer<typeof orderStatusSchema>;

/** Made by whoever places the order; the same id twice is the same order, never a second one. */
export const clientOrderIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,32}$/, 'must be 1 to 32 letters, digits or hyphens')
  .brand<'ClientOrderId'>();
export type ClientOrderId = z.infer<typeof clientOrderIdSchema>;

export const orderIdSchema = z.string().min(1).max(40).brand<'OrderId'>();
export type OrderId = z.infer<typeof orderIdSchema>;

export const accountIdSchema = z.string().min(1).max(40).brand<'AccountId'>();
export type AccountId = z.infer<typeof accountIdSchema>;

/** What a person or a program asks for. Quantities and prices are exact decimals in the instrument's units and currency. */
export const orderRequestSchema = z.strictObject({
  clientOrderId: clientOrderIdSchema.optional().describe('your own id of the order; the same id twice is the same order'),
  accountId: accountIdSchema.optional().describe('account that trades; left out: the first one'),
  instrumentId: instrumentIdSchema.describe('instrument, such as SIM:ACME'),
  side: orderSideSchema.describe('buy or sell'),
  type: orderTypeSchema.describe('at the market, at a limit, from a stop on, or at a limit from a stop on'),
  quantity: decimalTextSchema.describe('units of the instrument'),
  limitPrice: decimalTextSchema.optional().describe('worst price, for limit and stop-limit orders'),
  stopPrice: decimalTextSchema.optional().describe('price that sets the order off, for stop and stop-limit orders'),
  timeInForce: timeInForceSchema.default('day').describe('until the session ends, until cancelled, what fills now, or all now or nothing'),
});
export type OrderRequest = z.infer<typeof orderRequestSchema>;

/** New terms for an open order, one at least; what is left out stays. `quantity` is the whole order, fills included. */
export const orderChangesSchema = z
  .strictObject({
    quantity: decimalTextSchema.optional().describe('units of the whole order, fills included'),
    limitPrice: decimalTextSchema.optional().describe('new limit price, for limit and stop-limit orders'),
    stopPrice: decimalTextSchema.optional().describe('new stop price, for stop and stop-limit orders'),
  })
  .refine((changes) => Object.values(changes).some((term) => term !== undefined), 'must have at least one of quantity, limitPrice and stopPrice');
export type OrderChanges = z.infer<typeof orderChangesSchema>;

/** An order as the ledger knows it. */
export const orderSchema = z.object({
  orderId: orderIdSchema,
  clientOrderId: clientOrderIdSchema,
  venueOrderId: z.string().nullable(),
  accountId: accountIdSchema,
  brokerId: z.string(),
  instrumentId: instrumentIdSchema,
  side: orderSideSchema,
  type: orderTypeSchema,
  timeInForce: timeInForceSchema,
  quantity: decimalTextSchema,
  limitPrice: decimalTextSchema.nullable(),
  stopPrice: decimalTextSchema.nullable(),
  status: orderStatusSchema,
  filledQuantity: decimalTextSchema,
  /** Mean price of the fills weighted by quantity, rounded half-even to 8 digits; null before the first fill. */
  averagePrice: decimalTextSchema.nullable(),
  commission: decimalTextSchema,
  /** A cancel or a replace was sent and is not answered yet. */
  pendingChange: z.enum(['cancel', 'replace']).nullable(),
  /** In words, why the venue rejected, cancelled or expired it. */
  reason: z.string().nullable(),
  createdAtMs: epochMsSchema,
  updatedAtMs: epochMsSchema,
});
export type Order = z.infer<typeof orderSchema>;

const openStatuses: ReadonlySet<OrderStatus> = new Set(['intended', 'sent', 'unknown', 'working', 'partially-filled']);

/** Whether the venue may still fill the order. */
export const isOpenOrder = (order: Pick<Order, 'status'>): boolean => openStatuses.has(order.status);
