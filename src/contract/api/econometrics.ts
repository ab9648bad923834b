import { z } from 'zod';
import { seriesTestReportSchema } from '../model/series-test.ts';
import { volatilityModelSchema, volatilityReportSchema } from '../model/volatility.ts';
import { procedure } from './errors.ts';
import { beforeField, instrumentIdField, limitField, timeframeField } from './fields.ts';

const mostValues = 20_000;
const lagsField = (least: number, what: string) => z.number().int().min(least).max(10).optional().describe(`${what}; 1 where nothing is said`);

/** A model, and what it is fitted to: a stored series or returns. */
const fitFields = z
  .strictObject({
    instrumentId: instrumentIdField.optional(),
    timeframe: timeframeField.optional(),
    beforeMs: beforeField.optional(),
    limit: limitField(mostValues, 3_000),
    returns: z.array(z.number()).min(1).max(mostValues).optional().describe('returns in percent, in order of time, instead of a stored series'),
    model: volatilityModelSchema.default('garch').describe('garch, gjr, egarch, ewma or har'),
    p: lagsField(0, 'lags of shocks'),
    o: lagsField(1, 'lags of shocks below zero, of gjr and egarch'),
    q: lagsField(0, 'lags of variances'),
    dist: z.enum(['normal', 't']).default('normal').describe('distribution of the errors'),
    mean: z.enum(['constant', 'zero']).default('constant').describe('mean of the returns'),
    initialisation: z.enum(['backcast', 'mean-square', 'conditional']).default('backcast').describe('what stands for the time before the first return: as arch, fGarch or tseries have it'),
    lambda: z.number().gt(0).lt(1).optional().describe('of ewma: what stays of the variance; 0.94 where nothing is said'),
    estimateLambda: z.boolean().default(false).describe('of ewma: estimate lambda instead'),
    measure: z.enum(['squared-returns', 'parkinson', 'garman-klass', 'rogers-satchell']).default('squared-returns').describe('of har: what measures the variance of a bar'),
    horizon: z.number().int().min(1).max(250).default(10).describe('periods ahead that are forecast'),
    level: z.number().gt(0).lt(1).default(0.95).describe('share of futures that the intervals hold'),
    paths: z.number().int().min(100).max(20_000).default(2_000).describe('futures that are drawn for the intervals'),
    seed: z.number().int().min(0).max(0xffffffff).default(1).describe('the same seed draws the same futures'),
  })
  .refine(({ instrumentId, timeframe, returns }) => (returns === undefined) === (instrumentId !== undefined && timeframe !== undefined), 'must name either instrumentId and timeframe, or returns')
  .refine(({ lambda, estimateLambda }) => lambda === undefined || !estimateLambda, 'lambda and estimateLambda exclude each other');

const seriesField = z.strictObject({ name: z.string().min(1).max(64), values: z.array(z.number().nullable()).min(1).max(mostValues) });

export const econometricProcedures = {
  fitVolatility: procedure
    .route({ method: 'POST', path: '/analysis/volatility', summary: 'A model of volatility by maximum likelihood, with forecasts and their intervals' })
    .input(fitFields)
    .output(volatilityReportSchema),

  testSeries: procedure
    .route({ method: 'POST', path: '/analysis/tests', summary: 'Statistical tests: one series for roots, memory, normality and clustering; several for cointegration' })
    .input(
      z
        .strictObject({
          series: z.array(seriesField).min(1).max(6).describe('series that belong together value by value; null for a gap, which is left out of all'),
          trend: z.enum(['none', 'constant', 'trend']).default('constant').describe('what tests of roots and of cointegration allow for'),
          lags: z.number().int().min(0).max(1_000).optional().describe('lags of every test; each chooses its own where nothing is said'),
        })
        .refine(({ series }) => new Set(series.map(({ name }) => name)).size === series.length, 'series must have names of their own')
        .refine(({ series }) => series.every(({ values }) => values.length === series[0]?.values.length), 'series must have one length'),
    )
    .output(seriesTestReportSchema),
};
