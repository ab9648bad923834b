import { z } from 'zod';
import { epochMsSchema } from './units.ts';

export const runStatusSchema = z.enum(['queued', 'running', 'paused', 'done', 'failed', 'cancelled']);
export type RunStatus = z.infer<typeof runStatusSchema>;

/** A word by which runs are found again. */
export const runTagSchema = z.string().regex(/^[^\s,\p{Cc}](?:[^,\p{Cc}]{0,38}[^\s,\p{Cc}])?$/u, 'must be of 1 to 40 letters without commas, and not begin or end with a space');

/** A recorded piece of research: kept with what it needs to be run again. */
export const runSchema = z.object({
  runId: z.string(),
  kind: z.enum(['backtest', 'sweep', 'walk-forward', 'cross-validation']),
  /**
   * What the run tests, as a SHA-256: a strategy without its parameters and settings, and the data; every run counts towards it. A
   * ready-made strategy is named by its registered name; code of one's own will be by its hash. Files and stored series go by the
   * fingerprint of all their bars, not by a name, so that a copy of a file, the same bars stored and a part of them are one; a series of
   * another timeframe has other bars. Bars of a feed go by instrument and timeframe.
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
  /**
   * Of a backtest that has just ended: whether its verdict is being made, is there, or could not be made. Left out of runs that are looked
   * at later; `backtests.verdict` has it, and makes it where there is none.
   */
  judgement: z.enum(['pending', 'made', 'failed']).optional(),
  /** What people wrote about it; left out where they wrote nothing. */
  tags: z.array(z.string()).optional(),
  note: z.string().optional(),
});
export type Run = z.infer<typeof runSchema>;
