import { z } from 'zod';
import { epochMsSchema } from './units.ts';

/** A value of a metric: a number, text for a moment (ISO 8601), a few numbers in order or by name; null where it is not defined. */
export const metricValueSchema = z.union([
  z.number(), z.string(), z.null(), z.array(z.number().nullable()), z.record(z.string(), z.number().nullable()),
]);
export type MetricValue = z.infer<typeof metricValueSchema>;

/** Metrics by name, in the order in which their library reports them. */
export const metricSheetSchema = z.record(z.string(), metricValueSchema);
export type MetricSheet = z.infer<typeof metricSheetSchema>;

/** A fall below a former peak in a series of returns: from the first return below it over the deepest to the first back at it. */
export const returnFallSchema = z.object({
  /** Deepest loss from the peak, negative: −0.3 is 30 % below. */
  depth: z.number(),
  /** Places in the series, from 0; no recovery: not yet. */
  startIndex: z.number().int(),
  valleyIndex: z.number().int(),
  recoveryIndex: z.number().int().nullable(),
  /** The same as moments; null where the series has none. */
  startMs: epochMsSchema.nullable(),
  valleyMs: epochMsSchema.nullable(),
  recoveryMs: epochMsSchema.nullable(),
});
export type ReturnFall = z.infer<typeof returnFallSchema>;

/** Compounded returns by calendar month in UTC, as shares; null: no return in that month. */
export const monthRowSchema = z.object({
  year: z.number().int(),
  months: z.array(z.number().nullable()).length(12),
  total: z.number(),
});
export type MonthRow = z.infer<typeof monthRowSchema>;

/** What a series of returns says: our own metrics, the same in the words and conventions of well-known libraries, and its tables. */
export const returnAnalysisSchema = z.object({
  /** Returns that the metrics are of. */
  returns: z.number().int(),
  /** Returns that had no value, or no value of the benchmark, and were left out. */
  leftOut: z.number().int(),
  metrics: metricSheetSchema,
  dialects: z.record(z.string(), metricSheetSchema),
  /** The deepest falls, deepest first. */
  falls: z.array(returnFallSchema),
  /** Empty where the series has no moments. */
  months: z.array(monthRowSchema),
});
export type ReturnAnalysis = z.infer<typeof returnAnalysisSchema>;

/** What a metric says of itself. */
export const metricNoteSchema = z.object({
  /** Library in whose words it is; `tapedeck` for our own. */
  dialect: z.string(),
  name: z.string(),
  formula: z.string(),
  /** What it is computed from. */
  inputs: z.array(z.enum(['returns', 'benchmark', 'riskFree', 'periods', 'time'])),
  /** The choice that other libraries make otherwise; empty where there is none. */
  convention: z.string(),
  source: z.string(),
});
export type MetricNote = z.infer<typeof metricNoteSchema>;
