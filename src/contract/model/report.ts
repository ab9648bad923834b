import { z } from 'zod';
import { backtestSpecSchema, backtestTradeSchema, metricTableSchema, refusedOrdersSchema, resultIntervalSchema, ruinSchema, runWarningSchema } from './backtest.ts';
import { seriesKeySchema } from './bar.ts';
import { epochMsSchema } from './units.ts';
import { verdictGradeSchema } from './verdict.ts';

/** What a figure is counted in. `share`: 0.02 is 2 %; `money`: in the currency of the data; `ratio`: has no unit. */
export const metricUnitSchema = z.enum(['share', 'money', 'ratio', 'count', 'days']);
export type MetricUnit = z.infer<typeof metricUnitSchema>;

/** A statistic in plain words. */
export const reportMetricSchema = z.object({
  /** Its name in the run's table of metrics. */
  name: z.string(),
  title: z.string(),
  unit: metricUnitSchema,
  /** null: not defined for this run. */
  value: z.number().nullable(),
  /** One sentence: what it says. */
  hint: z.string(),
});
export type ReportMetric = z.infer<typeof reportMetricSchema>;

/** What a figure of a report says of itself. */
export const figureNoteSchema = z.object({
  /** Library in whose words it is; `plain` for ours. */
  dialect: z.string(),
  /** Its name in that library's table. */
  name: z.string(),
  title: z.string(),
  formula: z.string(),
  /** What it is computed from, in words. */
  inputs: z.array(z.string()),
  /** The choice that others make otherwise; empty where there is none. */
  convention: z.string(),
  source: z.string(),
});
export type FigureNote = z.infer<typeof figureNoteSchema>;

/** A finished run as a text to be taken elsewhere, or a piece of it: at most 512 KB, so that no message holds anybody up. */
export const runExportSchema = z.object({
  /** A name for the file, of letters that every system takes. */
  name: z.string(),
  mediaType: z.string(),
  text: z.string(),
  /** Bytes of the whole text in UTF-8. */
  size: z.number().int(),
  /** Where the next piece begins, to be asked for as `offset`; null: this was the last. */
  next: z.number().int().nullable(),
});
export type RunExport = z.infer<typeof runExportSchema>;

/**
 * Curves of a run over the same moments. Long runs are thinned so that no extreme is lost: each stretch keeps its first bar, the
 * lowest and highest equity and benchmark, and the deepest fall; the last bar is always there.
 */
export const reportCurveSchema = z.object({
  /** How many bars the run had. */
  bars: z.number().int(),
  time: z.array(z.number()),
  equity: z.array(z.number()),
  /** Fall below the highest equity so far, as a share: 0 or less. */
  drawdown: z.array(z.number()),
  /** What the starting cash would be worth, had it bought at the close of the first tradable bar and been held, without costs. null: the bars are not stored any more. */
  benchmark: z.array(z.number()).nullable(),
});
export type ReportCurve = z.infer<typeof reportCurveSchema>;

/** The deepest fall: from the peak over the bottom to the first moment back at the peak (null: not yet). */
export const worstDrawdownSchema = z.object({
  depth: z.number(),
  fromMs: epochMsSchema,
  bottomMs: epochMsSchema,
  toMs: epochMsSchema.nullable(),
});
export type WorstDrawdown = z.infer<typeof worstDrawdownSchema>;

/** Returns of the equity by calendar month in UTC, as shares; null: no bar in that month. */
export const yearReturnsSchema = z.object({
  year: z.number().int(),
  months: z.array(z.number().nullable()).length(12),
  total: z.number(),
});
export type YearReturns = z.infer<typeof yearReturnsSchema>;

export const reportTradeSchema = backtestTradeSchema.extend({
  /** Place among the run's trades in order of closing, from 0. */
  index: z.number().int(),
  /** Profit or loss as a share of the entry's value, net of commission. */
  returnShare: z.number(),
});
export type ReportTrade = z.infer<typeof reportTradeSchema>;

export const reportTradesSchema = z.object({
  total: z.number().int(),
  /** Index of the first row. */
  from: z.number().int(),
  rows: z.array(reportTradeSchema),
  /** Of all trades, not of the rows alone. */
  won: z.number().int(),
  lost: z.number().int(),
  pnl: z.number(),
  commission: z.number(),
});

/** A run as it is read: figures in words, curves thinned for a screen, a page of its trades. */
export const backtestReportSchema = z.object({
  runId: z.string(),
  hash: z.string(),
  spec: backtestSpecSchema,
  /** The stored series that holds the very bars of the run, proven by their fingerprint; null: there is none (any more), or the run is over several. */
  series: seriesKeySchema.nullable(),
  /** Of a run over several series the same for each of them, in their order; left out where there is one. */
  allSeries: z.array(seriesKeySchema.nullable()).optional(),
  metrics: z.array(reportMetricSchema),
  /** The same run in the words of other engines. */
  dialects: z.record(z.string(), metricTableSchema),
  curve: reportCurveSchema,
  /** null: the equity never fell. */
  worstDrawdown: worstDrawdownSchema.nullable(),
  years: z.array(yearReturnsSchema),
  trades: reportTradesSchema,
  /** Left out where the engine of the profile reads bars in one way only. */
  interval: resultIntervalSchema.optional(),
  /** By reason; left out where every order could be afforded. */
  refusedOrders: z.array(refusedOrdersSchema).optional(),
  /** Left out where the run was not ruined. */
  ruin: ruinSchema.optional(),
  /** Left out where there is nothing to warn of. */
  warnings: z.array(runWarningSchema).optional(),
  /** What the run is worth, as far as that is known by now. `pending`: it is being judged; `none`: nobody judged it yet. */
  verdict: z.object({ state: z.enum(['made', 'pending', 'none']), grade: verdictGradeSchema.nullable(), headline: z.string().nullable() }).optional(),
});
export type BacktestReport = z.infer<typeof backtestReportSchema>;
