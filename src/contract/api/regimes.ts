import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { changePointsSchema, regimeFitProgressSchema, regimeFitSchema, ruleRegimesSchema } from '../model/regime.ts';
import { procedure } from './errors.ts';
import { beforeField, limitField, seriesFields } from './fields.ts';

/** A stretch of a series whose closes are looked at. */
const stretchFields = { ...seriesFields, beforeMs: beforeField.optional(), bars: limitField(10_000, 3_000) };

const barCount = (least: number) => z.number().int().min(least).max(5_000);

const fitFields = {
  ...stretchFields,
  states: z.number().int().min(2).max(4).default(2).describe('states of the model, 2 to 4'),
  seed: z.number().int().min(0).max(0xffffffff).default(1).describe('the same seed draws the same starts'),
  starts: z.number().int().min(1).max(100).default(8).describe('places from which the search climbs'),
  fittedReturns: z.number().int().min(1).optional().describe('fit the parameters to the first so many returns only, so that the filtered probabilities after them look ahead in no way'),
};

/** Procedures of `analysis` about regimes. */
export const regimeProcedures = {
  fitRegimes: procedure
    .route({ method: 'GET', path: '/analysis/regimes', summary: 'Regimes of a series by a hidden Markov model of its log returns: states, and the chance of each at every bar' })
    .input(z.strictObject(fitFields))
    .output(regimeFitSchema),

  watchRegimeFit: procedure
    .route({ method: 'GET', path: '/analysis/regimes/watch', summary: 'The same as a stream: how far it is, and at last the fit; reading no further cancels it' })
    .input(z.strictObject(fitFields))
    .output(eventIterator(regimeFitProgressSchema)),

  ruleRegimes: procedure
    .route({ method: 'GET', path: '/analysis/rule-regimes', summary: 'Regimes of a series by rules on trend and volatility, which read no later bar' })
    .input(
      z.strictObject({
        ...stretchFields,
        trendBars: barCount(2).default(63).describe('bars over which the trend is judged'),
        trendThreshold: z.number().gt(0).max(10).default(1).describe('size of the trend, in standard errors of the move, from which it is bull or bear'),
        fastBars: barCount(2).default(21).describe('bars of the volatility of now'),
        slowBars: barCount(3).default(252).describe('bars of the usual volatility, more than those of now'),
        volatilityThreshold: z.number().min(1).max(10).default(1.25).describe('ratio of the two from which a time without trend is volatile'),
      }),
    )
    .output(ruleRegimesSchema),

  changePoints: procedure
    .route({ method: 'GET', path: '/analysis/change-points', summary: 'When the returns of a series changed for good: the segmentation of least cost, all bars in view' })
    .input(
      z.strictObject({
        ...stretchFields,
        kind: z.enum(['mean', 'variance', 'mean-and-variance']).default('mean-and-variance').describe('what may change'),
        penalty: z.number().min(0).max(1e9).optional().describe('cost of a change in units of -2 log L; 3 ln n, or 2 ln n for one of the two, where nothing is said'),
        shortest: z.number().int().min(2).max(10_000).default(10).describe('fewest returns between two changes'),
      }),
    )
    .output(changePointsSchema),
};
