import { z } from 'zod';
import { instrumentIdSchema } from './instrument.ts';
import { timeframeSchema } from './timeframe.ts';

/** What an import changed. Rows that were stored already with the same values are `unchanged`; warnings are of rows stored all the same. */
export const importReportSchema = z.object({
  instrumentId: instrumentIdSchema,
  timeframe: timeframeSchema,
  rows: z.number().int(),
  added: z.number().int(),
  replaced: z.number().int(),
  unchanged: z.number().int(),
  /** Bars that were rolled up from a shorter series and gave way, all of them; they come back when the series is removed. */
  rolledUpReplaced: z.number().int(),
  fromMs: z.number(),
  toMs: z.number(),
  fileHash: z.string(),
  /** The first rows that look wrong, such as an open above the high, and how many there are. */
  warnings: z.array(z.object({ line: z.number().int().nullable(), column: z.string().nullable(), reason: z.string() })),
  warningCount: z.number().int(),
});
export type ImportReport = z.infer<typeof importReportSchema>;
