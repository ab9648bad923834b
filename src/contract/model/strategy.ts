import { z } from 'zod';
import { paramSchema } from './param.ts';

export const strategyInfoSchema = z.object({
  name: z.string(),
  title: z.string(),
  family: z.string(),
  params: z.array(paramSchema),
  /** It also exists as a function of whole columns, so sweeps are fast. */
  vectorised: z.boolean(),
  description: z.string(),
});
export type StrategyInfo = z.infer<typeof strategyInfoSchema>;

/** Longest file of a strategy, in letters. */
export const mostStrategyLetters = 200_000;

/** A strategy that somebody wrote: TypeScript, or rules as JSON. */
export const strategyCodeSchema = z.strictObject({
  kind: z.enum(['typescript', 'rules']).describe('typescript: a file with defineStrategy; rules: JSON'),
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/, 'must be a file name of letters, digits, spaces, dots, dashes and underscores').describe('name of the file, for messages'),
  source: z.string().max(mostStrategyLetters).describe('what the file says'),
});
export type StrategyCode = z.infer<typeof strategyCodeSchema>;
