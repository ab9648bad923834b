import { z } from 'zod';
import { instrumentIdSchema } from './instrument.ts';
import { timeframeSchema } from './timeframe.ts';

/** What an import changed. Rows that were stored already with the same values are `unchanged`. */
export const importReportSchema = z.object({
  instrumentId: instrumentIdSchema,
  timeframe: timeframeSchema,
  rows: z.number().int(),
  added: z.number().int(),
  replaced: z.number().int(),
  unchanged: z.number().int(),
  fromMs: z.number(),
  toMs: z.number(),
  fileHash: z.string(),
});
export type ImportReport = z.infer<typeof importReportSchema>;
