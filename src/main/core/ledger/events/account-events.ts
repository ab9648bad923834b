import { z } from 'zod';
import { accountIdSchema } from '../../../../contract/model/order.ts';
import { decimalTextSchema } from '../../../../contract/model/units.ts';
import { eventType } from '../event-type.ts';

/** Facts about an account, on the stream `account:<accountId>`. */
export const accountEvents = {
  accountOpened: eventType(
    1,
    z.object({ accountId: accountIdSchema, brokerId: z.string(), mode: z.enum(['paper', 'live']), baseCurrency: z.string() }),
  ),
  /** Money put in, or taken out where the amount is negative. */
  cashDeposited: eventType(1, z.object({ accountId: accountIdSchema, currency: z.string(), amount: decimalTextSchema })),
};
