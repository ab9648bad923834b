import { z } from 'zod';
import { priceKindSchema } from './bar.ts';
import { timeframeSchema } from './timeframe.ts';

/** What a column of a file is read as. `adjusted`: the close after splits and dividends, by which the bar is scaled. */
export const columnRoleSchema = z.enum(['time', 'open', 'high', 'low', 'close', 'volume', 'adjusted']);
export type ColumnRole = z.infer<typeof columnRoleSchema>;

const sampleRowSchema = z.object({
  /** The line it begins on, from 1 with the header. */
  line: z.number().int(),
  cells: z.array(z.string()),
});

/** One thing wrong with a file; `line` is null where it is about the whole file. */
export const importFaultSchema = z.object({
  code: z.string(),
  line: z.number().int().nullable(),
  column: z.string().nullable(),
  reason: z.string(),
  remedy: z.string(),
});
export type ImportFault = z.infer<typeof importFaultSchema>;

/** What an uploaded file would be stored as. The whole file has been read as the import would: with no faults here the import has none. */
export const importPreviewSchema = z.object({
  /** How the file is written; null where it has no header. */
  layout: z
    .object({
      separator: z.string(),
      price: priceKindSchema,
      isAdjusted: z.boolean(),
      /** Whether it has prices of bid or ask to choose from, and an adjusted close. */
      hasSides: z.boolean(),
      hasAdjusted: z.boolean(),
    })
    .nullable(),
  /** At most 200 columns in the order of the file; `role` is null where a column is not read. */
  columns: z.array(z.object({ name: z.string(), role: columnRoleSchema.nullable() })),
  /** The first 20 rows as they are written, long cells cut, and the line of each. */
  rows: z.array(z.array(z.string())),
  rowLines: z.array(z.number().int()),
  /** Rows below those with faults, or where there is none with odd values, and the row before each. */
  faultRows: z.array(sampleRowSchema),
  /** Bars in the file; null, as are the times and timeframes, where it has faults. */
  rowCount: z.number().int().nullable(),
  fromMs: z.number().nullable(),
  toMs: z.number().nullable(),
  /** The length that the bars seem to have; null where they do not tell. */
  guessedTimeframe: timeframeSchema.nullable(),
  /** The length that fits them best, a day where they do not tell. */
  timeframe: timeframeSchema.nullable(),
  /** Bars rolled up from a shorter series that would give way to those of the file; null where no symbol was named or the file has faults. */
  rolledUpReplaced: z.number().int().nullable(),
  /** In the order of the lines, at most 100: then reading stopped. */
  faults: z.array(importFaultSchema),
  /** The first rows that look wrong and would be stored all the same, and how many there are. */
  warnings: z.array(importFaultSchema),
  warningCount: z.number().int(),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;
