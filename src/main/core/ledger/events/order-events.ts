import { z } from 'zod';
import { fillSchema } from '../../../../contract/model/fill.ts';
import { instrumentIdSchema } from '../../../../contract/model/instrument.ts';
import {
  accountIdSchema, clientOrderIdSchema, orderIdSchema, orderSideSchema, orderTypeSchema, timeInForceSchema,
} from '../../../../contract/model/order.ts';
import { decimalTextSchema, epochMsSchema } from '../../../../contract/model/units.ts';
import { eventType } from '../event-type.ts';

const terms = z.object({
  orderId: orderIdSchema,
  clientOrderId: clientOrderIdSchema,
  accountId: accountIdSchema,
  brokerId: z.string(),
  instrumentId: instrumentIdSchema,
  side: orderSideSchema,
  type: orderTypeSchema,
  timeInForce: timeInForceSchema,
  quantity: decimalTextSchema,
  limitPrice: decimalTextSchema.nullable(),
  stopPrice: decimalTextSchema.nullable(),
});
/** An order's identity and what was asked for. */
export type OrderTerms = z.infer<typeof terms>;

/**
 * What was asked for, and when by the computer's clock: simulated time stands still while the application is closed, and how old an
 * order is that never arrived must not. Absent in orders written before it was recorded, which count as old.
 */
const intended = terms.extend({ intendedAtRealMs: epochMsSchema.optional() });

const about = z.object({ orderId: orderIdSchema });
const ended = about.extend({ reason: z.string() });
/** null: stays as it is. */
const changes = about.extend({
  quantity: decimalTextSchema.nullable(),
  limitPrice: decimalTextSchema.nullable(),
  stopPrice: decimalTextSchema.nullable(),
});
const change = z.enum(['cancel', 'replace']);

/** Facts about an order, on the stream `order:<orderId>`: first what we did, then what the venue said. */
export const orderEvents = {
  /** Through the risk gate and about to be handed over. */
  orderIntended: eventType(1, intended),
  /** Found at the venue without having been placed here. */
  orderAdopted: eventType(1, terms),
  /** The venue has the message and has not answered yet. */
  orderSent: eventType(1, about),
  /** Whether the venue has the message is not known. */
  orderAnswerLost: eventType(1, ended),
  cancelRequested: eventType(1, about),
  replaceRequested: eventType(1, changes),
  /** Whether the venue has the cancel or the replace is not known; it may be asked for again. */
  changeAnswerLost: eventType(1, ended.extend({ change })),

  orderAccepted: eventType(1, about.extend({ venueOrderId: z.string() })),
  orderFilled: eventType(1, fillSchema),
  /** A stop whose price was reached: at the market, or a limit order, from now on. */
  orderTriggered: eventType(1, about),
  orderReplaced: eventType(1, changes),
  changeRejected: eventType(1, ended.extend({ change })),
  orderCancelled: eventType(1, ended),
  orderRejected: eventType(1, ended),
  orderExpired: eventType(1, ended),
};

/** The stream that holds an order's facts. */
export const orderStream = (orderId: string): string => `order:${orderId}`;
