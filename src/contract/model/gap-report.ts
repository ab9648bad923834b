import { z } from 'zod';

/** Why there are no bars: the market was closed (overnight, weekend, holiday), stood still (halt), had no trade (untraded), or data are missing. */
export const gapKindSchema = z.enum(['overnight', 'weekend', 'holiday', 'halt', 'untraded', 'missing']);
export type GapKind = z.infer<typeof gapKindSchema>;

/** Every stretch without bars of a series, held against a trading calendar. */
export const gapReportSchema = z.object({
  calendar: z.string(),
  /** Zone of its clock. */
  timezone: z.string(),
  bars: z.number().int(),
  barMs: z.number(),
  /** Bars outside the calendar's sessions. */
  outside: z.number().int(),
  /** Bars that the calendar would have and that are not there. */
  missingBars: z.number().int(),
  /** How many gaps there are of each kind. */
  counts: z.record(gapKindSchema, z.number().int()),
  /** The gaps asked for, those of the latest moment last; `gapCount` counts all that were. */
  gapCount: z.number().int(),
  gaps: z.array(z.object({ kind: gapKindSchema, fromMs: z.number(), toMs: z.number(), missingBars: z.number().int() })),
});
export type GapReport = z.infer<typeof gapReportSchema>;
