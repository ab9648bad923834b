import { z } from 'zod';
import { instrumentIdSchema } from './instrument.ts';
import { timeframeSchema } from './timeframe.ts';

/** Trading calendars that series can be held against. `timezone` null: of any zone. */
export const calendarInfoSchema = z.object({ name: z.string(), title: z.string(), timezone: z.string().nullable() });
export type CalendarInfo = z.infer<typeof calendarInfoSchema>;

const column = z.array(z.number());
const barLists = { time: column, open: column, high: column, low: column, close: column, volume: column };

/** Bars of another length. */
export const resampledBarsSchema = z.object({
  calendar: z.string(),
  timezone: z.string(),
  timeframe: timeframeSchema,
  bars: z.number().int(),
  /** Bars of the source outside the calendar's sessions, which are in none of these. */
  outside: z.number().int(),
  ...barLists,
});
export type ResampledBars = z.infer<typeof resampledBarsSchema>;

/** As traded; without the jumps of splits; as if every dividend had been put back into the stock as well. */
export const priceModeSchema = z.enum(['raw', 'split', 'total-return']);

/** A row of a factor table: an old price times both factors compares with today's. Holds up to and including its date. */
export const factorRowSchema = z.strictObject({ date: z.iso.date(), priceFactor: z.number(), splitFactor: z.number() });
export type FactorRow = z.infer<typeof factorRowSchema>;

/** Most actions of a stock, and rows of a factor table. */
export const mostFactors = 5_000;

/**
 * A split or a dividend. `date`: the first day on which the stock trades without it. `value`: how many new shares there are for an old one,
 * or what a share was paid, both as of that day.
 */
export const corporateActionSchema = z.strictObject({ date: z.iso.date(), type: z.enum(['split', 'dividend']), value: z.number().positive().max(1e6) });
export type CorporateAction = z.infer<typeof corporateActionSchema>;

const actionCounts = {
  /** Actions that factors are made of. */
  used: z.number().int(),
  /** Actions of the first day of the bars or before, which change none, or after the last, whose close before nobody knows. */
  leftOut: z.number().int(),
};
const actionCountsSchema = z.object(actionCounts);
/** How many of the actions that were given count. */
export type ActionCounts = z.infer<typeof actionCountsSchema>;

/** A factor table made of actions. */
export const madeFactorsSchema = z.object({
  /** Ascending; each holds up to and including its date, both factors are 1 after the last. */
  factors: z.array(factorRowSchema),
  ...actionCounts,
});
export type MadeFactors = z.infer<typeof madeFactorsSchema>;

/** Bars with splits and dividends taken out or put back. */
export const adjustedBarsSchema = z.object({
  from: priceModeSchema,
  to: priceModeSchema,
  bars: z.number().int(),
  /** Of the actions that the bars were adjusted by; null: a factor table was given. */
  actions: actionCountsSchema.nullable(),
  ...barLists,
});
export type AdjustedBars = z.infer<typeof adjustedBarsSchema>;

/** Closes of several series on one row of moments; null where one has none. */
export const alignedClosesSchema = z.object({
  join: z.enum(['inner', 'outer', 'as-of']),
  rows: z.number().int(),
  time: column,
  series: z.array(z.object({ name: z.string(), missing: z.number().int(), close: z.array(z.number().nullable()) })),
});
export type AlignedCloses = z.infer<typeof alignedClosesSchema>;

/** A series among those that are aligned. */
export const alignedKeySchema = z.strictObject({ instrumentId: instrumentIdSchema, timeframe: timeframeSchema });
