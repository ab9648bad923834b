import { z } from 'zod';
import { seriesKeySchema } from './bar.ts';
import { epochMsSchema } from './units.ts';

const numbers = z.array(z.number());
/** Numbers of which some may not be defined. */
const values = z.array(z.number().nullable());

/** What stands under a picture or a test: how it is computed, which choice was made, and where it comes from. */
export const explanationSchema = z.object({ formula: z.string(), convention: z.string(), source: z.string() });
export type Explanation = z.infer<typeof explanationSchema>;

/** A word or two, the sentence with the numbers, and how it is computed. */
const verdictFields = { verdict: z.string(), sentence: z.string(), explanation: explanationSchema };

/** The shape of the returns. */
export const distributionSchema = z.object({
  ...verdictFields,
  mean: z.number(),
  /** Sample standard deviation (n − 1). */
  deviation: z.number(),
  annualMean: z.number(),
  /** Standard error of the annual mean: how far chance moves it. */
  annualMeanError: z.number(),
  annualVolatility: z.number(),
  skewness: z.number(),
  /** 0 for the normal distribution. */
  excessKurtosis: z.number(),
  least: z.number(),
  most: z.number(),
  /** Share of returns above zero. */
  gains: z.number(),
  /** Student's t that fits best; null: none does. */
  student: z.object({ location: z.number(), scale: z.number(), freedom: z.number() }).nullable(),
  /** Counts in bins of one width; `below` and `above` lie beyond them. */
  histogram: z.object({ from: z.number(), width: z.number(), counts: numbers, below: z.number(), above: z.number() }).nullable(),
  /** Counts that the normal and the t distribution would have in a bin around each place. */
  curves: z.object({ at: numbers, normal: numbers, student: numbers.nullable() }),
  /** Values by share, and what the two distributions say. */
  quantiles: z.array(z.object({ share: z.number(), value: z.number(), normal: z.number(), student: z.number().nullable() })),
  /** Ordered returns against the standard normal quantiles of their places, and where the t distribution would have them. */
  quantilePlot: z.object({ normal: numbers, sample: numbers, student: numbers.nullable() }),
});
export type Distribution = z.infer<typeof distributionSchema>;

/** How much returns, or their sizes, depend on those before. */
export const memorySchema = z.object({
  ...verdictFields,
  /** At the lags 1, 2, … */
  autocorrelation: numbers,
  /** Half the width of the 95 % band at each lag. */
  band: numbers,
  /** Lags outside the band. */
  outside: z.number().int(),
});
export type Memory = z.infer<typeof memorySchema>;

export const seriesTestSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** What it asks. */
  question: z.string(),
  statistic: z.number().nullable(),
  /** How likely a statistic at least as large is by chance; null: not known. */
  pValue: z.number().nullable(),
  /** True: the tables that the p-value comes from end there. */
  isPValueAtEdge: z.boolean(),
  /** Whether chance is an unlikely explanation (p below 0.05). */
  isRejected: z.boolean(),
  ...verdictFields,
});
export type SeriesTest = z.infer<typeof seriesTestSchema>;

export const regimeStateSchema = z.object({
  name: z.string(),
  /** A year, as shares. */
  annualMean: z.number(),
  annualVolatility: z.number(),
  /** Share of the returns that lie in it. */
  share: z.number(),
  /** Returns that it lasts on average. */
  duration: z.number().nullable(),
});

/** Calm and wild times, calmest first. */
export const regimesSchema = z.object({
  ...verdictFields,
  states: z.array(regimeStateSchema),
  /** The state of the last return, how probable it is, and for how many returns it has lasted. */
  current: z.object({ state: z.number().int(), probability: z.number(), lasted: z.number().int() }),
  /** Stretches of one state, in order, by the places of their returns: `to` is the first place after it. */
  spans: z.array(z.object({ state: z.number().int(), from: z.number().int(), to: z.number().int() })),
});
export type Regimes = z.infer<typeof regimesSchema>;

/** How far prices move: now, usually, and next. Volatilities are annual shares. */
export const volatilityOutlookSchema = z.object({
  ...verdictFields,
  /** Ways to measure it, each over the stretch it names. */
  estimates: z.array(z.object({ id: z.string(), title: z.string(), annual: z.number().nullable(), explanation: explanationSchema })),
  model: z.object({
    name: z.string(),
    /** Coefficients by name, of returns in percent. */
    coefficients: z.record(z.string(), z.number()),
    /** How much of a shock is left after one return. */
    persistence: z.number(),
    /** Returns until half of a shock is gone; null: it never goes. */
    halfLife: z.number().nullable(),
    /** What it goes back to; null: nothing. */
    longRun: z.number().nullable(),
    /** Of each return that is drawn, by place in the line. */
    path: values,
  }).nullable(),
  /** Of the 1st, 2nd, … return to come, with the interval that it lies in with 90 %. null: without a model. */
  forecast: z.object({ volatility: numbers, low: numbers, high: numbers }).nullable(),
  /** Volatilities over windows of so many returns: how they lay, and where the last one is. */
  cone: z.array(z.object({ window: z.number().int(), least: z.number(), low: z.number(), median: z.number(), high: z.number(), most: z.number(), now: z.number() })),
});
export type VolatilityOutlook = z.infer<typeof volatilityOutlookSchema>;

/** What a series of prices, or the equity of a run, is like. */
export const seriesDescriptionSchema = z.object({
  name: z.string(),
  /** null: the equity of a run. */
  series: seriesKeySchema.nullable(),
  runId: z.string().nullable(),
  /** Bars that were looked at; from the start of the first to the start of the last. null: none. */
  bars: z.number().int(),
  fromMs: epochMsSchema.nullable(),
  toMs: epochMsSchema.nullable(),
  /** Length of a period in words: 1m, day. */
  period: z.string(),
  periodsPerYear: z.number(),
  /** Log returns that are described. */
  returns: z.number().int(),
  /** Returns across a break in trading that were left out, and those from or to a price that is not above zero. */
  leftOut: z.object({ breaks: z.number().int(), unusable: z.number().int() }),
  /** Why there is no more to say: too few returns, or none that moves. */
  lack: z.enum(['too-few', 'flat']).nullable(),
  /** Fewest returns that are described. */
  needed: z.number().int(),
  /** The prices, or the equity, thinned: place among the returns, moment and value. */
  line: z.object({ place: z.array(z.number().int()), time: z.array(epochMsSchema), value: numbers }),
  parts: z.object({
    distribution: distributionSchema,
    direction: memorySchema,
    size: memorySchema,
    tests: z.array(seriesTestSchema),
    regimes: regimesSchema.nullable(),
    volatility: volatilityOutlookSchema,
  }).nullable(),
});
export type SeriesDescription = z.infer<typeof seriesDescriptionSchema>;
export type DescriptionParts = NonNullable<SeriesDescription['parts']>;

/** How far a description is, and at last the description. */
export const descriptionProgressSchema = z.object({ share: z.number(), description: seriesDescriptionSchema.nullable() });
export type DescriptionProgress = z.infer<typeof descriptionProgressSchema>;
