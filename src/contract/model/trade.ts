import { z } from 'zod';
import { epochMsSchema } from './units.ts';

/** A trade between others, as the tape shows it. */
export const marketTradeSchema = z.object({
  /** Counts the trades of its instrument since the start of the application: a jump shows that some were lost. */
  seq: z.number().int(),
  timeMs: epochMsSchema,
  price: z.number(),
  size: z.number(),
  /** Who came to the other: a buyer took the ask, a seller hit the bid. null: in between, or no quote was known. */
  aggressor: z.enum(['buy', 'sell']).nullable(),
});
export type MarketTrade = z.infer<typeof marketTradeSchema>;
