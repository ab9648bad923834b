import { z } from 'zod';
import { epochMsSchema } from './units.ts';

export const volatilityModelSchema = z.enum(['garch', 'gjr', 'egarch', 'ewma', 'har']);

const byName = z.record(z.string(), z.number());
const errorsByName = z.record(z.string(), z.number().nullable());
const values = z.array(z.number());
const intervalSchema = z.object({ low: values, high: values });

/** A fitted model of volatility and what it expects. Returns are in percent: so are standard deviations. */
export const volatilityReportSchema = z.object({
  model: volatilityModelSchema,
  distribution: z.enum(['normal', 't']),
  /** Lags of shocks, of shocks below zero and of variances. */
  order: z.object({ p: z.number().int(), o: z.number().int(), q: z.number().int() }),
  /** By name: mu, omega, alpha1, gamma1, beta1, nu; lambda of ewma; const, daily, weekly, monthly of har. */
  params: byName,
  /** null for a parameter at its limit or held, and for all where the likelihood does not say. */
  standardErrors: errorsByName,
  /** Right even where the errors have another distribution. */
  robustErrors: errorsByName,
  logLikelihood: z.number(),
  aic: z.number(),
  bic: z.number(),
  /** Returns that the likelihood is of. */
  observations: z.number().int(),
  /** What stays of a shock after one period. */
  persistence: z.number(),
  /** Periods until half of a shock is gone; null: it does not fade. */
  halfLife: z.number().nullable(),
  /** Where forecasts of the variance end; null: nowhere. */
  unconditionalVariance: z.number().nullable(),
  /** What stands for the time before the first return, in words. */
  initialisation: z.string(),
  /** Whether a maximum of the likelihood was found, and what there is to be said of it. */
  converged: z.boolean(),
  convergence: z.string(),
  /** Parameters at the end of what they may be. */
  limits: z.array(z.string()),
  iterations: z.number().int(),
  /** Moment of each return; null where there are none. */
  time: z.array(epochMsSchema).nullable(),
  /** Standard deviation of each return as of the one before it; null before the first one that has any. */
  sigma: z.array(z.number().nullable()),
  /** The same for the periods ahead: the root of the expected variance. */
  forecast: values,
  forecastVariance: values,
  /** Expected return of a period ahead. */
  forecastMean: z.number(),
  /** Share of futures that the intervals hold, given the parameters. */
  level: z.number(),
  sigmaInterval: intervalSchema,
  returnInterval: intervalSchema,
});
export type VolatilityReport = z.infer<typeof volatilityReportSchema>;
