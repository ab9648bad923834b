import { z } from 'zod';
import { writeMoney, writePrice, writeQuantity } from './figures.ts';
import { instrumentIdSchema } from './instrument.ts';
import { orderStatusSchema, orderTypeSchema } from './order.ts';
import { decimalTextSchema, epochMsSchema } from './units.ts';

const priceField = z.enum(['limitPrice', 'stopPrice']);

/** Why an order was not accepted: a closed list, each with its numbers. A code is never renamed once shipped. */
export const refusalSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('UNKNOWN_INSTRUMENT'), instrumentId: z.string(), nearest: z.string().nullable() }),
  z.object({ code: z.literal('INSTRUMENT_NOT_TRADABLE'), instrumentId: instrumentIdSchema }),
  z.object({ code: z.literal('QUANTITY_NOT_POSITIVE'), quantity: decimalTextSchema }),
  z.object({ code: z.literal('QUANTITY_BELOW_MINIMUM'), quantity: decimalTextSchema, minimum: decimalTextSchema }),
  z.object({ code: z.literal('QUANTITY_OFF_LOT'), quantity: decimalTextSchema, lotSize: decimalTextSchema }),
  z.object({ code: z.literal('QUANTITY_ABOVE_MAXIMUM'), quantity: decimalTextSchema, maximum: decimalTextSchema }),
  z.object({ code: z.literal('PRICE_MISSING'), field: priceField, type: orderTypeSchema }),
  z.object({ code: z.literal('PRICE_NOT_EXPECTED'), field: priceField, type: orderTypeSchema }),
  z.object({ code: z.literal('PRICE_NOT_POSITIVE'), field: priceField, price: decimalTextSchema }),
  z.object({ code: z.literal('PRICE_OFF_TICK'), field: priceField, price: decimalTextSchema, tickSize: decimalTextSchema }),
  z.object({
    code: z.literal('PRICE_OUTSIDE_COLLAR'), field: priceField, price: decimalTextSchema, reference: decimalTextSchema, collarBps: z.number(),
  }),
  z.object({ code: z.literal('NO_MARKET_PRICE'), instrumentId: instrumentIdSchema }),
  z.object({
    code: z.literal('MARKET_CLOSED'), instrumentId: instrumentIdSchema, nowMs: epochMsSchema, opensAtMs: epochMsSchema.nullable(),
    isHalted: z.literal(true).optional().describe('trading in this instrument is suspended although its market is open; left out: the market is closed'),
  }),
  z.object({
    code: z.literal('INSUFFICIENT_BUYING_POWER'), required: decimalTextSchema, available: decimalTextSchema, currency: z.string(),
  }),
  z.object({ code: z.literal('UNKNOWN_ACCOUNT'), accountId: z.string() }),
  z.object({ code: z.literal('ORDER_NOT_OPEN'), orderId: z.string(), status: orderStatusSchema }),
  z.object({ code: z.literal('CHANGE_PENDING'), orderId: z.string(), pending: z.enum(['cancel', 'replace']) }),
  z.object({ code: z.literal('QUANTITY_BELOW_FILLED'), quantity: decimalTextSchema, filledQuantity: decimalTextSchema }),
  z.object({ code: z.literal('CLIENT_ORDER_ID_REUSED'), clientOrderId: z.string(), orderId: z.string() }),
  z.object({ code: z.literal('TRADING_HALTED'), reason: z.string() }),
]);
export type Refusal = z.infer<typeof refusalSchema>;

const fieldName = { limitPrice: 'limit price', stopPrice: 'stop price' } as const;
const isoMinute = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** A halt is no closed market: the others trade, and it ends within the session. */
function describeClosed({ instrumentId, isHalted, nowMs, opensAtMs }: Extract<Refusal, { code: 'MARKET_CLOSED' }>): string {
  const state = isHalted === true ? `Trading in ${instrumentId} is halted` : `The market of ${instrumentId} is closed`;
  const next = opensAtMs === null ? '.' : `; it ${isHalted === true ? 'goes on' : 'opens'} at ${isoMinute(opensAtMs)}, in the time of that market.`;
  return `${state} at ${isoMinute(nowMs)}${next}`;
}

/** The refusal as one sentence for people: what is wrong, with the numbers, and what to do. */
export function describeRefusal(refusal: Refusal): string {
  switch (refusal.code) {
    case 'UNKNOWN_INSTRUMENT':
      return `There is no instrument ${refusal.instrumentId}${refusal.nearest === null ? '.' : `; did you mean ${refusal.nearest}?`}`;
    case 'INSTRUMENT_NOT_TRADABLE':
      return `${refusal.instrumentId} has history only and cannot be traded; choose an instrument of a connected venue.`;
    case 'QUANTITY_NOT_POSITIVE':
      return `Quantity is ${writeQuantity(refusal.quantity)}; it must be above 0.`;
    case 'QUANTITY_BELOW_MINIMUM':
      return `Quantity ${writeQuantity(refusal.quantity)} is below the minimum of ${writeQuantity(refusal.minimum)}.`;
    case 'QUANTITY_OFF_LOT':
      return `Quantity ${writeQuantity(refusal.quantity)} is not a multiple of the lot size ${writeQuantity(refusal.lotSize)}.`;
    case 'QUANTITY_ABOVE_MAXIMUM':
      return `Quantity ${writeQuantity(refusal.quantity)} is above the limit of ${writeQuantity(refusal.maximum)} an order.`;
    case 'PRICE_MISSING':
      return `A ${refusal.type} order needs a ${fieldName[refusal.field]}.`;
    case 'PRICE_NOT_EXPECTED':
      return `A ${refusal.type} order takes no ${fieldName[refusal.field]}; leave it out or choose another type.`;
    case 'PRICE_NOT_POSITIVE':
      return `The ${fieldName[refusal.field]} is ${writeQuantity(refusal.price)}; it must be above 0.`;
    case 'PRICE_OFF_TICK':
      return `The ${fieldName[refusal.field]} ${writePrice(refusal.price)} is not a multiple of the tick size ${writeQuantity(refusal.tickSize)}.`;
    case 'PRICE_OUTSIDE_COLLAR':
      return `The ${fieldName[refusal.field]} ${writePrice(refusal.price)} is more than ${refusal.collarBps / 100} % from the market at ${writePrice(refusal.reference)}.`;
    case 'NO_MARKET_PRICE':
      return `There is no price for ${refusal.instrumentId} yet, so the order cannot be checked; wait for its first quote.`;
    case 'MARKET_CLOSED':
      return describeClosed(refusal);
    case 'INSUFFICIENT_BUYING_POWER':
      return `The order needs ${writeMoney(refusal.required, 'up')} ${refusal.currency} but the buying power is ${writeMoney(refusal.available, 'down')} ${refusal.currency}.`;
    case 'UNKNOWN_ACCOUNT':
      return `There is no account ${refusal.accountId}.`;
    case 'ORDER_NOT_OPEN':
      return `Order ${refusal.orderId} is ${refusal.status} and can no longer be changed.`;
    case 'CHANGE_PENDING':
      return `Order ${refusal.orderId} already waits for the answer to a ${refusal.pending}.`;
    case 'QUANTITY_BELOW_FILLED':
      return `Quantity ${writeQuantity(refusal.quantity)} is not above the ${writeQuantity(refusal.filledQuantity)} that are already filled.`;
    case 'CLIENT_ORDER_ID_REUSED':
      return `Client order id ${refusal.clientOrderId} already belongs to the different order ${refusal.orderId}; use a new id.`;
    case 'TRADING_HALTED':
      return `Trading is halted: ${refusal.reason}. "tapedeck risk resume", or Resume trading in the palette, lets orders through again.`;
  }
}
