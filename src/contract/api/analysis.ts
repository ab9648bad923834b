import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { metricNoteSchema, returnAnalysisSchema, returnSignificanceSchema } from '../model/analysis.ts';
import { descriptionProgressSchema, seriesDescriptionSchema } from '../model/description.ts';
import { epochMsSchema } from '../model/units.ts';
import { econometricProcedures } from './econometrics.ts';
import { procedure } from './errors.ts';
import { beforeField, instrumentIdField, limitField, runIdField, timeframeField } from './fields.ts';
import { regimeProcedures } from './regimes.ts';

/** How many returns a call takes: forty years of days. */
const mostReturns = 10_000;

const returnsField = z.array(z.number().min(-1e6).max(1e6).nullable()).min(1).max(mostReturns);

const returnFields = {
  returns: returnsField.describe(`simple returns of equal periods in order of time, 0.01 for 1 %, up to ${mostReturns}; null for a period without one`),
  riskFree: z.number().gt(-1).max(10).default(0).describe('annual risk-free rate, 0.02 for 2 %'),
  periodsPerYear: z.number().positive().max(1e6).optional().describe('periods that make a year; 252 where nothing is said'),
};

/** What is described: a stretch of a series, or a run. */
const describedFields = z
  .strictObject({
    instrumentId: instrumentIdField.optional(),
    timeframe: timeframeField.optional(),
    beforeMs: beforeField.optional(),
    bars: limitField(20_000, 3_000),
    breaks: z.enum(['out', 'in']).default('out').describe('returns across breaks in trading: left out, or kept; from bars of a day on there are none'),
    runId: runIdField.optional().describe('a finished run, whose equity is described instead of a series'),
  })
  .refine(({ instrumentId, timeframe, runId }) => (runId === undefined) === (instrumentId !== undefined && timeframe !== undefined), 'must name either instrumentId and timeframe, or runId');

export const analysisContract = {
  ...regimeProcedures,
  ...econometricProcedures,

  metrics: procedure
    .route({ method: 'POST', path: '/analysis/metrics', summary: 'Metrics of a series of returns, in our words and those of well-known libraries' })
    .input(
      z.strictObject({
        ...returnFields,
        benchmark: returnsField.optional().describe('returns of a benchmark over the same periods'),
        time: z.array(epochMsSchema).max(mostReturns).optional().describe('moment of each return in epoch milliseconds'),
      }),
    )
    .output(returnAnalysisSchema),

  significance: procedure
    .route({ method: 'POST', path: '/analysis/significance', summary: 'Whether a series of returns may be luck: its Sharpe ratio against chance and trials, and resampled' })
    .input(
      z.strictObject({
        ...returnFields,
        trials: z.number().int().min(1).max(1e9).default(1).describe('strategies tried before this one was chosen, itself included'),
        trialDeviation: z.number().min(0).max(1_000).optional().describe('deviation of the annual Sharpe ratios of those trials; the standard error of this one where nothing is said'),
        samples: z.number().int().min(1).max(5_000).default(1_000).describe('how often the returns are drawn again'),
        meanBlock: z.number().min(1).max(mostReturns).optional().describe('mean length of a block; the cube root of the number of returns where nothing is said'),
        seed: z.number().int().min(0).max(0xffffffff).default(1).describe('the same seed draws the same samples'),
      }),
    )
    .output(returnSignificanceSchema),

  explain: procedure
    .route({ method: 'GET', path: '/analysis/metrics', summary: 'What each metric is: formula, inputs, convention and source' })
    .input(
      z.strictObject({
        dialect: z.string().max(64).optional().describe('only those of one library, such as quantstats; ours are those of tapedeck'),
        name: z.string().max(64).optional().describe('only metrics of that name, such as sharpe'),
      }),
    )
    .output(z.array(metricNoteSchema)),

  describe: procedure
    .route({ method: 'GET', path: '/analysis/description', summary: 'What a series is like: distribution of its returns, memory, tests, regimes and volatility, each with a verdict' })
    .input(describedFields)
    .output(seriesDescriptionSchema),

  watchDescription: procedure
    .route({ method: 'GET', path: '/analysis/description/watch', summary: 'The same as a stream: how far it is, and at last the description; reading no further cancels it' })
    .input(describedFields)
    .output(eventIterator(descriptionProgressSchema)),
};
