import { z } from 'zod';
import { barSchema } from './bar.ts';
import { epochMsSchema } from './units.ts';

/** One symbol of a run at a moment. */
export const momentSymbolSchema = z.object({
  symbol: z.string(),
  /** Its last bar; null before the first one. */
  bar: barSchema.nullable(),
  /** That bar is of this moment. */
  hasBar: z.boolean(),
  /** What the strategy read, by its own names; null: no value yet. */
  indicators: z.array(z.object({ name: z.string(), value: z.number().nullable() })),
  /** Units held after the moment, negative: short; the average price of them, and their open profit at the close. */
  size: z.number(),
  averagePrice: z.number().nullable(),
  profit: z.number(),
});
export type MomentSymbol = z.infer<typeof momentSymbolSchema>;

/** An order that is open after a moment. */
export const momentOrderSchema = z.object({
  /** Counts the orders of the run, from 1. */
  order: z.number().int(),
  symbol: z.string(),
  side: z.enum(['buy', 'sell']),
  /** What it is for. */
  role: z.enum(['entry', 'exit', 'stop-loss', 'take-profit', 'trailing-stop']),
  kind: z.enum(['market', 'limit', 'stop', 'stop-limit', 'trailing-stop']),
  /** In words: `10 units`, `half of what can be bought`, `all of its trade`. */
  size: z.string(),
  limit: z.number().nullable(),
  /** Where a stop or trailing stop stands now; null once it was hit. */
  stop: z.number().nullable(),
  placedIndex: z.number().int(),
  placedMs: epochMsSchema,
});
export type MomentOrder = z.infer<typeof momentOrderSchema>;

/** Something that happened at a moment, or did not, with its reason. */
export const momentEventSchema = z.object({
  /** `decision`: the strategy asked for something on the close. `gone`: an order left without a fill. `wait`: an order saw the bar and was not filled. */
  kind: z.enum(['fill', 'refusal', 'gone', 'wait', 'decision', 'change']),
  symbol: z.string(),
  /** null: there was none, or it is about all of them. */
  order: z.number().int().nullable(),
  /** One sentence with the reason. */
  message: z.string(),
  /** Of a fill. */
  fill: z.object({ side: z.enum(['buy', 'sell']), size: z.number(), price: z.number(), commission: z.number() }).optional(),
});
export type MomentEvent = z.infer<typeof momentEventSchema>;

/** A run at one moment: what was known, held and waiting after it, and what happened at it. */
export const momentSchema = z.object({
  runId: z.string(),
  /** Number of the moment, from 0, and how many there are; with one symbol a moment is a bar. */
  index: z.number().int(),
  count: z.number().int(),
  timeMs: epochMsSchema,
  /** The strategy was asked at this moment; before it is first asked indicators are still warming up, after ruin nobody asks. */
  isAsked: z.boolean(),
  cash: z.number(),
  equity: z.number(),
  symbols: z.array(momentSymbolSchema),
  orders: z.array(momentOrderSchema),
  /** In the order in which it happened: first what the bar did to orders, then what the strategy decided. */
  events: z.array(momentEventSchema),
  /** The nearest moments before and after at which anything was placed, filled or refused; null: none. */
  previousEvent: z.number().int().nullable(),
  nextEvent: z.number().int().nullable(),
});
export type Moment = z.infer<typeof momentSchema>;
