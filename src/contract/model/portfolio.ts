import { z } from 'zod';
import { accountSchema, positionSchema } from './position.ts';
import { decimalTextSchema, epochMsSchema } from './units.ts';

/**
 * An account with its sums at the marks, in its base currency. null: not known, because something held has no price or lies in
 * another currency. The day of an instrument begins with its session, a UTC day where trading never ends.
 */
export const accountSummarySchema = accountSchema.extend({
  /** Cash in the base currency. */
  cash: decimalTextSchema,
  unrealisedPnl: z.number().nullable(),
  /** Since the account was opened, net of commission. */
  realisedPnl: z.number().nullable(),
  /** What the account has gained in the day of each instrument: what is held now at its mark, less what was held before at the previous close, with the money of the day's fills and net of commission. */
  dayPnl: z.number().nullable(),
  /** dayPnl as a share of what the equity would be without it. */
  dayPnlShare: z.number().nullable(),
  /** Value of everything held, long and short alike; of long less short. */
  grossExposure: z.number().nullable(),
  netExposure: z.number().nullable(),
  /** Share of the equity, 0 to 1, that positions and open orders take up: there is no leverage, so 1 less the share of the buying power. */
  marginUsed: z.number().nullable(),
});
export type AccountSummary = z.infer<typeof accountSummarySchema>;

/** A position with its part in the account, in its own currency. */
export const positionLineSchema = positionSchema.extend({
  /** Market value as a share of the account's equity, negative when short. */
  weight: z.number().nullable(),
  dayPnl: z.number().nullable(),
});
export type PositionLine = z.infer<typeof positionLineSchema>;

/** All accounts and positions at one moment of the market. */
export const portfolioSnapshotSchema = z.object({ timeMs: epochMsSchema, accounts: z.array(accountSummarySchema), positions: z.array(positionLineSchema) });
export type PortfolioSnapshot = z.infer<typeof portfolioSnapshotSchema>;
