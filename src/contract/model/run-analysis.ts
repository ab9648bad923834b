import { z } from 'zod';
import { metricSheetSchema } from './analysis.ts';
import { seriesKeySchema } from './bar.ts';
import { explanationSchema } from './description.ts';
import { epochMsSchema } from './units.ts';

const numbers = z.array(z.number());

/** A word or two, the sentence with the numbers, and how it is computed. */
const verdictFields = { verdict: z.string(), sentence: z.string(), explanation: explanationSchema };

/** How often simple returns fell into bins of one width; `below` and `above` lie beyond them. */
export const returnBinsSchema = z.object({ from: z.number(), width: z.number(), counts: numbers, below: z.number(), above: z.number() });

/** The shape of the returns of the equity from period to period, or of the trades. Shares. */
export const returnShapeSchema = z.object({
  ...verdictFields,
  count: z.number().int(),
  mean: z.number(),
  median: z.number(),
  /** Sample standard deviation (n − 1); 0 of one return. */
  deviation: z.number(),
  skewness: z.number().nullable(),
  /** 0 for the normal distribution. */
  excessKurtosis: z.number().nullable(),
  worst: z.number(),
  best: z.number(),
  /** Share of returns above zero. */
  gains: z.number(),
  /** null: all returns are equal. */
  bins: returnBinsSchema.nullable(),
});
export type ReturnShape = z.infer<typeof returnShapeSchema>;

/** How much of the equity was at work. */
export const runExposureSchema = z.object({
  ...verdictFields,
  /** Shares of the bars with something long, short, and nothing at their close. */
  long: z.number(),
  short: z.number(),
  flat: z.number(),
  /** Value held, long and short alike, as a share of the equity: mean over all bars, and the most. */
  mean: z.number(),
  most: z.number(),
  /** The same less what was short, thinned so that no extreme is lost. */
  curve: z.object({ time: numbers, net: numbers }),
});
export type RunExposure = z.infer<typeof runExposureSchema>;

/** Figures over a window of returns that moves through the run; each belongs to the last period of its window. */
export const rollingFiguresSchema = z.object({
  ...verdictFields,
  /** Periods in the window. */
  window: z.number().int(),
  time: numbers,
  /** Compounded return of the window. */
  growth: numbers,
  /** Of a year. */
  volatility: numbers,
  /** Of a year; null where nothing varied. */
  sharpe: z.array(z.number().nullable()),
});
export type RollingFigures = z.infer<typeof rollingFiguresSchema>;

/** How far the price went against a trade and for it while it was open, as shares of the entry price. */
export const excursionSchema = z.object({
  /** Place of the trade in the run. */
  index: z.number().int(),
  /** 0 or less. */
  adverse: z.number(),
  /** 0 or more. */
  favourable: z.number(),
  /** What came of the trade, net of commission, as a share of its entry value. */
  returnShare: z.number(),
});
export type Excursion = z.infer<typeof excursionSchema>;

export const excursionsSchema = z.object({
  ...verdictFields,
  /** Trades that were measured; `rows` holds at most 2,000 of them, evenly taken. */
  count: z.number().int(),
  rows: z.array(excursionSchema),
  /** Medians; null where there is no such trade. */
  winnersAdverse: z.number().nullable(),
  losersAdverse: z.number().nullable(),
  losersFavourable: z.number().nullable(),
  /** Share of what winners were once worth that they kept, by their sums. */
  kept: z.number().nullable(),
});
export type Excursions = z.infer<typeof excursionsSchema>;

/** A fall below a former peak: from the peak over the bottom to the first moment back (null: not yet). */
export const runFallSchema = z.object({
  depth: z.number(),
  fromMs: epochMsSchema,
  bottomMs: epochMsSchema,
  toMs: epochMsSchema.nullable(),
  /** Days from the peak to the bottom, and from there to the recovery (null: not yet). */
  daysDown: z.number(),
  daysBack: z.number().nullable(),
  /** What the other made from the peak to the bottom: of a fall of the run the benchmark, of one of the benchmark the run. null: there is no benchmark. */
  other: z.number().nullable(),
});
export type RunFall = z.infer<typeof runFallSchema>;

export const runFallsSchema = z.object({
  ...verdictFields,
  /** The deepest falls of the run, deepest first, and those of the benchmark (empty where there is none). */
  own: z.array(runFallSchema),
  benchmark: z.array(runFallSchema),
});

/** What one kind of cost took (negative) or brought, in the currency of the data. */
export const costPartSchema = z.object({
  name: z.enum(['commission', 'spread', 'slippage', 'borrow', 'dividends']),
  title: z.string(),
  amount: z.number(),
  /** `estimate`: not every fill says which part of its price this was. */
  basis: z.enum(['exact', 'estimate']),
  explanation: explanationSchema,
});
export type CostPart = z.infer<typeof costPartSchema>;

export const runCostsSchema = z.object({
  ...verdictFields,
  /** Gain before all of them, and after. */
  gross: z.number(),
  net: z.number(),
  /** Only those that the run was charged with. */
  parts: z.array(costPartSchema),
  fills: z.number().int(),
  /** Value of all fills, and how often that is the mean equity in a year (null: shorter than a day). */
  traded: z.number(),
  turnover: z.number().nullable(),
});
export type RunCosts = z.infer<typeof runCostsSchema>;

/** The run beside what its cash would have made otherwise. */
export const runBenchmarkSchema = z.object({
  ...verdictFields,
  name: z.string(),
  /** null: what the run traded, bought at the first tradable bar and held. */
  key: seriesKeySchema.nullable(),
  /** Over the same moments, thinned so that no extreme is lost; both begin with the cash of the run. */
  curve: z.object({ time: numbers, equity: numbers, benchmark: numbers }),
});
export type RunBenchmark = z.infer<typeof runBenchmarkSchema>;

/** All that a report has no room for: each part with its words and how it is computed. */
export const runAnalysisSchema = z.object({
  runId: z.string(),
  hash: z.string(),
  /** Periods by which returns are counted, how many there were, and how many make a year. */
  period: z.enum(['day', 'week', 'month', 'year']),
  periods: z.number().int(),
  periodsPerYear: z.number(),
  /** Our metrics of the returns of the equity, and the same in the words and conventions of well-known libraries; empty where there are no returns. */
  metrics: metricSheetSchema,
  dialects: z.record(z.string(), metricSheetSchema),
  /** null: there are no returns, or no closed trade. */
  returns: returnShapeSchema.nullable(),
  trades: returnShapeSchema.nullable(),
  /** null: fewer returns than the window. */
  rolling: rollingFiguresSchema.nullable(),
  falls: runFallsSchema,
  costs: runCostsSchema,
  /** null: the bars of the run are not stored (any more). */
  exposure: runExposureSchema.nullable(),
  excursions: excursionsSchema.nullable(),
  benchmark: runBenchmarkSchema.nullable(),
});
export type RunAnalysis = z.infer<typeof runAnalysisSchema>;
