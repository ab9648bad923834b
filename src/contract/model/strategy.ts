import { z } from 'zod';
import { paramSchema } from './param.ts';

export const strategyInfoSchema = z.object({
  name: z.string(),
  title: z.string(),
  family: z.string(),
  params: z.array(paramSchema),
  /** It also exists as a function of whole columns, so sweeps are fast. */
  vectorised: z.boolean(),
  /** What a ready-made one does, precise enough to be written anew. */
  description: z.string(),
  /** How many symbols it trades; without `max` any number from `min` on. Left out: it takes any number and trades the first unless it says otherwise. */
  symbols: z.object({ min: z.number().int().positive(), max: z.number().int().positive().optional() }).optional(),
  /** Paper or book that it follows; left out where there is none to name. */
  source: z.string().optional(),
  /** File in the folder of strategies; left out for a ready-made one. */
  file: z.string().optional(),
  /** Why it cannot be run, in one sentence; left out where it can. */
  problem: z.string().optional(),
});
export type StrategyInfo = z.infer<typeof strategyInfoSchema>;

/** Longest file of a strategy, in letters: what a door takes in one message. */
export const mostStrategyLetters = 50_000;

/** A strategy that somebody wrote: TypeScript, or rules as JSON. */
export const strategyCodeSchema = z.strictObject({
  kind: z.enum(['typescript', 'rules']).describe('typescript: a file with defineStrategy; rules: JSON'),
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/, 'must be a file name of letters, digits, spaces, dots, dashes and underscores').describe('name of the file, for messages'),
  source: z.string().max(mostStrategyLetters).describe('what the file says'),
});
export type StrategyCode = z.infer<typeof strategyCodeSchema>;

/** A strategy with what it is made of. */
export const strategyDetailSchema = z.object({
  info: strategyInfoSchema,
  /** null for a ready-made one. */
  code: strategyCodeSchema.nullable(),
  /** SHA-256 of what its code says without its name and parameters, by which trials are counted; null for a ready-made one and one that cannot be read. */
  codeHash: z.string().nullable(),
});
export type StrategyDetail = z.infer<typeof strategyDetailSchema>;
