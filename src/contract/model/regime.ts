import { z } from 'zod';

/** What a time of the market is like. */
export const regimeLabelSchema = z.enum(['bull', 'bear', 'volatile', 'stable']);
export type RegimeLabel = z.infer<typeof regimeLabelSchema>;

const probabilityRows = z.array(z.array(z.number()));

/** A hidden Markov model fitted to the log returns of bars, in percent, and what it says of each. States stand from the calmest to the wildest. */
export const regimeFitSchema = z.object({
  /** `mean` and `sd` of a return in the state, in percent; `expectedBars`: how long it lasts on average; `share`: of the time, in the long run (null where not all states lead to one another). */
  states: z.array(z.object({ mean: z.number(), sd: z.number(), label: regimeLabelSchema, expectedBars: z.number().nullable(), share: z.number().nullable(), isCollapsed: z.boolean() })),
  /** Row: the state now; column: the state a bar later. */
  transition: z.array(z.array(z.number())),
  logLikelihood: z.number(),
  aic: z.number(),
  bic: z.number(),
  /** Whether the search came to rest before its steps ran out. */
  isConverged: z.boolean(),
  /** Starts of the search, and how many of them came to this likelihood. */
  starts: z.number().int(),
  agreeingStarts: z.number().int(),
  seed: z.number().int(),
  /** Returns that the probabilities are of, and the first of them that the parameters were fitted to. */
  returns: z.number().int(),
  fittedReturns: z.number().int(),
  /** Moment of the bar that ends each return, epoch milliseconds. */
  time: z.array(z.number()),
  /** Chance of each state with the returns up to this one in view. The parameters know the fitted returns. */
  filtered: probabilityRows,
  /** The same with all returns in view. */
  smoothed: probabilityRows,
  /** State by state, the likeliest way as a whole, from 0, with all returns in view. */
  path: z.array(z.number().int()),
});
export type RegimeFit = z.infer<typeof regimeFitSchema>;

/** The rules of the transparent model. */
export const regimeRulesSchema = z.object({ trendBars: z.number().int(), trendThreshold: z.number(), fastBars: z.number().int(), slowBars: z.number().int(), volatilityThreshold: z.number() });

/** Regimes by rules on trend and volatility, one a bar; null in the warm-up. No value reads a later bar. */
export const ruleRegimesSchema = z.object({
  rules: regimeRulesSchema,
  bars: z.number().int(),
  warmup: z.number().int(),
  time: z.array(z.number()),
  regime: z.array(regimeLabelSchema.nullable()),
  trend: z.array(z.number().nullable()),
  volatilityRatio: z.array(z.number().nullable()),
  /** Share of the bars after the warm-up in each. */
  shares: z.record(regimeLabelSchema, z.number()),
});
export type RuleRegimes = z.infer<typeof ruleRegimesSchema>;

/** Moments at which returns changed for good, found with all of them in view. */
export const changePointsSchema = z.object({
  kind: z.enum(['mean', 'variance', 'mean-and-variance']),
  penalty: z.number(),
  cost: z.number(),
  returns: z.number().int(),
  /** Stretches between changes: bars that end their first and last return, how many returns there are, their mean and deviation in percent. */
  segments: z.array(z.object({ fromMs: z.number(), toMs: z.number(), returns: z.number().int(), mean: z.number(), sd: z.number() })),
});
export type ChangePointReport = z.infer<typeof changePointsSchema>;

/** How far a fit is, 0 to 1, and at last the fit. */
export const regimeFitProgressSchema = z.object({ share: z.number(), fit: regimeFitSchema.nullable() });
export type RegimeFitProgress = z.infer<typeof regimeFitProgressSchema>;
