import { z } from 'zod';
import { instrumentIdSchema } from './instrument.ts';
import { epochMsSchema } from './units.ts';

/** The newest of an instrument: best bid and ask, last trade. null: not seen yet. */
export const quoteSchema = z.object({
  instrumentId: instrumentIdSchema,
  timeMs: epochMsSchema,
  bid: z.number().nullable(),
  ask: z.number().nullable(),
  bidSize: z.number().nullable(),
  askSize: z.number().nullable(),
  last: z.number().nullable(),
  lastSize: z.number().nullable(),
});
export type Quote = z.infer<typeof quoteSchema>;
