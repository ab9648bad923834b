import { z } from 'zod';
import { instrumentIdSchema } from './instrument.ts';
import { epochMsSchema } from './units.ts';

/** A headline. Those of the simulated market are invented. */
export const newsItemSchema = z.object({
  newsId: z.string().min(1).max(80),
  /** When it came out, in market time: never before what it tells of could be seen. */
  timeMs: epochMsSchema,
  /** null: about a sector or the whole market. */
  instrumentId: instrumentIdSchema.nullable(),
  headline: z.string().min(1).max(200),
});
export type NewsItem = z.infer<typeof newsItemSchema>;
