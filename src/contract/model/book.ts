import { z } from 'zod';
import { instrumentIdSchema } from './instrument.ts';
import { epochMsSchema } from './units.ts';

export const bookLevelSchema = z.object({
  price: z.number(),
  /** Units offered at this price. */
  size: z.number(),
});
export type BookLevel = z.infer<typeof bookLevelSchema>;

/** What is offered on both sides, best price first. Both sides are empty while the market is closed. */
export const bookSchema = z.object({
  instrumentId: instrumentIdSchema,
  timeMs: epochMsSchema,
  bids: z.array(bookLevelSchema),
  asks: z.array(bookLevelSchema),
});
export type Book = z.infer<typeof bookSchema>;
