import { z } from 'zod';
import { quoteSchema } from './quote.ts';
import { epochMsSchema } from './units.ts';

/** Where the market of an instrument stands; `halted`: its session runs, but trading is suspended. */
export const sessionStateSchema = z.enum(['open', 'closed', 'halted']);
export type SessionState = z.infer<typeof sessionStateSchema>;

/**
 * A line of a watchlist: the newest quote with the figures of the current session or, while none runs, of the last one.
 * Round-the-clock markets count a UTC day as a session. Prices are in the instrument's currency; null: not known.
 */
export const tickerSchema = quoteSchema.extend({
  /** Last price of the session before. */
  previousClose: z.number().nullable(),
  open: z.number().nullable(),
  high: z.number().nullable(),
  low: z.number().nullable(),
  /** Units traded in the session. */
  volume: z.number(),
  session: sessionStateSchema,
  /** When the market opens next; null: it is open, or nobody knows. */
  opensAtMs: epochMsSchema.nullable(),
});
export type Ticker = z.infer<typeof tickerSchema>;
