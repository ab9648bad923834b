import { z } from 'zod';
import { refusalSchema } from './refusal.ts';
import { decimalTextSchema } from './units.ts';

/** What an order would do if it filled as a whole at one price, in the instrument's currency. */
export const orderEstimateSchema = z.object({
  /** The limit price, else the stop price, else what the order would meet now: the ask for a buy, the bid for a sale. */
  price: z.number(),
  value: decimalTextSchema,
  commission: decimalTextSchema,
  buyingPowerBefore: decimalTextSchema,
  buyingPowerAfter: decimalTextSchema,
  /** Signed quantity; negative is short. */
  positionBefore: decimalTextSchema,
  positionAfter: decimalTextSchema,
  /** Value of the position at its mark as a share of the account's equity, signed; null: not known. */
  weightBefore: z.number().nullable(),
  weightAfter: z.number().nullable(),
});
export type OrderEstimate = z.infer<typeof orderEstimateSchema>;

/** What the risk gate says of an order that nobody has placed. Nothing is recorded and nothing reserved. */
export const orderPreviewSchema = z.object({
  refusal: refusalSchema.nullable(),
  /** The refusal in words. */
  sentence: z.string().nullable(),
  /** null where the order is too incomplete to be estimated, or nothing has a price. */
  estimate: orderEstimateSchema.nullable(),
  /** What the checks found, one short sentence each. */
  notes: z.array(z.string()),
});
export type OrderPreview = z.infer<typeof orderPreviewSchema>;
