import { z } from 'zod';
import { epochMsSchema } from './units.ts';

export const runStatusSchema = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type RunStatus = z.infer<typeof runStatusSchema>;

/** A recorded piece of research: kept with what it needs to be run again. */
export const runSchema = z.object({
  runId: z.string(),
  kind: z.enum(['backtest']),
  /**
   * What the run tests: a strategy without its parameters, and the set of instruments; every run counts towards it. A ready-made
   * strategy is named by its registered name; code of one's own will be by its hash. Stored series go by their full instrument
   * ids, files on the command line by their symbols.
   */
  hypothesis: z.string(),
  title: z.string(),
  status: runStatusSchema,
  /** Share done, 0 to 1. */
  progress: z.number(),
  /** In words, why it failed. */
  failure: z.string().nullable(),
  resultHash: z.string().nullable(),
  createdAtMs: epochMsSchema,
  finishedAtMs: epochMsSchema.nullable(),
});
export type Run = z.infer<typeof runSchema>;
