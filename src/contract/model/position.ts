import { z } from 'zod';
import { instrumentIdSchema } from './instrument.ts';
import { accountIdSchema } from './order.ts';
import { decimalTextSchema } from './units.ts';

/** What is held of one instrument in one account. Negative quantity is short. Realised P&L is net of commission. */
export const positionSchema = z.object({
  accountId: accountIdSchema,
  instrumentId: instrumentIdSchema,
  currency: z.string(),
  quantity: decimalTextSchema,
  /** Average entry price of what is open, before commission, rounded half-even to 8 digits; null when flat. */
  averagePrice: decimalTextSchema.nullable(),
  realisedPnl: decimalTextSchema,
  /** Latest mark and what the open quantity is worth and has gained at it; null where there is no price. */
  markPrice: z.number().nullable(),
  marketValue: z.number().nullable(),
  unrealisedPnl: z.number().nullable(),
});
export type Position = z.infer<typeof positionSchema>;

/** Money of one account in one currency. `cash` is the exact fold of deposits and fills. */
export const cashBalanceSchema = z.object({ currency: z.string(), cash: decimalTextSchema });

export const accountSchema = z.object({
  accountId: accountIdSchema,
  brokerId: z.string(),
  mode: z.enum(['paper', 'live']),
  baseCurrency: z.string(),
  balances: z.array(cashBalanceSchema),
  /** Cash plus positions at the latest marks, in the base currency; null while a held instrument has no price. */
  equity: z.number().nullable(),
  /** What new orders may still use, in the base currency. */
  buyingPower: decimalTextSchema,
});
export type Account = z.infer<typeof accountSchema>;
