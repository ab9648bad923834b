import { z } from 'zod';
import { backtestTradeSchema, engineProfileSchema } from './backtest.ts';
import { epochMsSchema } from './units.ts';

/**
 * What a difference in profit comes from. `signal`: trades that only one run has. `size`: the same trade, larger or smaller. `timing`: entered or
 * left at another moment. `price`: at the same moment, at another price. `fee`: commission, borrow and dividends. `open`: what is still open at
 * the end of the runs, which no trade counts.
 */
export const gapCauseSchema = z.enum(['signal', 'size', 'timing', 'price', 'fee', 'open']);
export type GapCause = z.infer<typeof gapCauseSchema>;

/** The profit of the second run less that of the first, by cause; the parts add up to it. In the currency of the data. */
export const gapPartsSchema = z.object({ signal: z.number(), size: z.number(), timing: z.number(), price: z.number(), fee: z.number(), open: z.number() });
export type GapParts = z.infer<typeof gapPartsSchema>;

const tradeSideSchema = backtestTradeSchema.pick({ size: true, entryTimeMs: true, entryPrice: true, exitTimeMs: true, exitPrice: true, pnl: true, commission: true, exitReason: true });

/** A trade that one run has, or both, and what they make of it differently. */
export const comparedTradeSchema = z.object({
  symbol: z.string(),
  side: z.enum(['long', 'short']),
  /** null: the run has no such trade. */
  a: tradeSideSchema.nullable(),
  b: tradeSideSchema.nullable(),
  /** Profit of b less that of a, and its parts. */
  gap: z.number(),
  parts: gapPartsSchema.omit({ open: true }),
  /** Why, a sentence for each difference; empty: they are the same. */
  causes: z.array(z.string()),
});
export type ComparedTrade = z.infer<typeof comparedTradeSchema>;

/** One of two runs that are compared. */
export const comparedRunSchema = z.object({
  runId: z.string(),
  hash: z.string(),
  strategy: z.string(),
  params: z.record(z.string(), z.number()),
  profile: engineProfileSchema,
  symbols: z.array(z.string()),
  fromMs: epochMsSchema.nullable(),
  toMs: epochMsSchema.nullable(),
  trades: z.number().int(),
  /** Equity at the end less the cash at the start. */
  profit: z.number(),
});
export type ComparedRun = z.infer<typeof comparedRunSchema>;

/** Two runs side by side: what was set differently, what came of it trade by trade, and where the gap in profit comes from. */
export const comparisonSchema = z.object({
  a: comparedRunSchema,
  b: comparedRunSchema,
  /** Fills and trades are the same to the byte. */
  isSame: z.boolean(),
  /** What decides the runs and differs between them. */
  settings: z.array(z.object({ name: z.string(), a: z.string(), b: z.string() })),
  gap: z.number(),
  parts: gapPartsSchema,
  /** How many trades both have alike, both have differently, only the first has, only the second has. */
  counts: z.object({ same: z.number().int(), different: z.number().int(), onlyA: z.number().int(), onlyB: z.number().int() }),
  /** The first fill that differs, in one sentence; null: none does. */
  firstDifference: z.string().nullable(),
  /** How many rows there are, and those asked for, by entry. */
  total: z.number().int(),
  from: z.number().int(),
  trades: z.array(comparedTradeSchema),
});
export type Comparison = z.infer<typeof comparisonSchema>;
