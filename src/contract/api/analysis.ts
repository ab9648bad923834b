import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { metricNoteSchema, returnAnalysisSchema } from '../model/analysis.ts';
import { descriptionProgressSchema, seriesDescriptionSchema } from '../model/description.ts';
import { returnSignificanceSchema } from '../model/significance.ts';
import { epochMsSchema } from '../model/units.ts';
import { econometricProcedures } from './econometrics.ts';
import { procedure } from './errors.ts';
import { beforeField, instrumentIdField, limitField, runIdField, timeframeField } from './fields.ts';
import { regimeProcedures } from './regimes.ts';

/** How many returns a call takes: forty years of days. */
const mostReturns = 10_000;

const returnsField = z.array(z.number().min(-1e6).max(1e6).nullable()).min(1).max(mostReturns);

/** How many returns several strategies together take: about 1 MB. */
const mostTableReturns = 40_000;

const oneReturnsField = returnsField.describe(`simple returns of equal periods in order of time, 0.01 for 1 %, up to ${mostReturns}; null for a period without one`);

const yearFields = {
  riskFree: z.number().gt(-1).max(10).default(0).describe('annual risk-free rate, 0.02 for 2 %'),
  periodsPerYear: z.number().positive().max(1e6).optional().describe('periods that make a year; 252 where nothing is said'),
};

const candidateSchema = z.strictObject({ name: z.string().min(1).max(64), returns: returnsField });

/** Whose luck is asked about: one strategy, or the best of several. */
const significanceFields = z
  .strictObject({
    returns: oneReturnsField.optional(),
    candidates: z.array(candidateSchema).min(2).max(500).optional().describe(`instead of returns, all strategies that were tried over the same periods, ${mostTableReturns} returns in all; the best is assessed, and the choice`),
    benchmark: returnsField.optional().describe('returns of a benchmark over the same periods, which the best is to beat'),
    positions: z.array(z.number().min(-1e6).max(1e6).nullable()).min(1).max(mostReturns).optional().describe('what was held of the benchmark in each period, 1 for all of it, -1 short; asks whether its moments were luck'),
    ...yearFields,
    trials: z.number().int().min(1).max(1e9).optional().describe('strategies tried before this one was chosen, itself included; the candidates where nothing is said'),
    trialDeviation: z.number().min(0).max(1_000).optional().describe('deviation of the annual Sharpe ratios of those trials; that of the candidates where nothing is said, of one its standard error'),
    samples: z.number().int().min(1).max(5_000).default(1_000).describe('how often returns are drawn again'),
    meanBlock: z.number().min(1).max(mostReturns).optional().describe('mean length of a block; the cube root of the number of returns where nothing is said'),
    blocks: z.number().int().min(2).max(20).multipleOf(2).optional().describe('pieces of the time for the probability of overfitting, even; 16 where nothing is said'),
    seed: z.number().int().min(0).max(0xffffffff).default(1).describe('the same seed draws the same samples'),
  })
  .refine(({ returns, candidates }) => (returns === undefined) !== (candidates === undefined), 'must have either returns of one strategy or candidates')
  .refine(({ candidates = [] }) => candidates.reduce((sum, one) => sum + one.returns.length, 0) <= mostTableReturns, `must have at most ${mostTableReturns} returns of candidates in all`);

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
        returns: oneReturnsField,
        ...yearFields,
        benchmark: returnsField.optional().describe('returns of a benchmark over the same periods'),
        time: z.array(epochMsSchema).max(mostReturns).optional().describe('moment of each return in epoch milliseconds'),
      }),
    )
    .output(returnAnalysisSchema),

  significance: procedure
    .route({ method: 'POST', path: '/analysis/significance', summary: 'Whether returns may be luck: the Sharpe ratio against chance, trials and resampling, the choice among several, the timing of positions' })
    .input(significanceFields)
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
