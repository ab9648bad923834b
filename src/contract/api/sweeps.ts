import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { seriesKeySchema } from '../model/bar.ts';
import { sweepMetricSchema, sweepRequestSchema, sweepResultsSchema, sweepSchema, sweepSpecSchema, sweepTrialSchema } from '../model/sweep.ts';
import { sweepEstimateSchema, sweepMapSchema, sweepMatrixSchema } from '../model/sweep-views.ts';
import { epochMsSchema } from '../model/units.ts';
import { procedure } from './errors.ts';
import { extrasFields, limitField } from './fields.ts';

const sweepIdField = z.string().max(40).describe('id of the sweep');
const sweepId = z.strictObject({ sweepId: sweepIdField });

/** What is tried, and on which bars. */
const searchSchema = sweepRequestSchema.extend({
  series: z.array(seriesKeySchema).min(1).max(50).describe('the series; each combination is tried on each of them by itself'),
  fromMs: epochMsSchema.optional().describe('only bars that start at or after this moment'),
  toMs: epochMsSchema.optional().describe('only bars that start before this moment'),
  ...extrasFields,
});

export const sweepsContract = {
  start: procedure
    .route({ method: 'POST', path: '/sweeps', summary: 'Start a sweep over stored or simulated series; answers at once, every trial is recorded and counts' })
    .input(searchSchema.extend({ confirm: z.boolean().default(false).describe('run more than a million trials') }))
    .output(sweepSchema),

  estimate: procedure
    .route({ method: 'POST', path: '/sweeps/estimate', summary: 'How many trials a sweep would have and about how long they would take; nothing is recorded' })
    .input(searchSchema)
    .output(sweepEstimateSchema),

  get: procedure.route({ method: 'GET', path: '/sweeps/{sweepId}', summary: 'Where a sweep stands' }).input(sweepId).output(sweepSchema),

  results: procedure
    .route({ method: 'GET', path: '/sweeps/{sweepId}/results', summary: 'Trials of a sweep, also while it runs: the best first, or in grid order' })
    .input(
      z.strictObject({
        sweepId: sweepIdField,
        order: z.enum(['ranked', 'grid']).default('ranked').describe('the best by the metric first, or in the order of the trials'),
        metric: sweepMetricSchema.optional().describe('figure that ranks, where not that of the sweep'),
        strategy: z.number().int().min(0).max(50).optional().describe('place of the only strategy that is listed; left out: all'),
        series: z.number().int().min(0).max(49).optional().describe('place of the only series that is listed, of one strategy; left out: all'),
        offset: z.number().int().min(0).default(0).describe('how many to pass over'),
        limit: limitField(10_000, 100),
      }),
    )
    .output(sweepResultsSchema),

  trial: procedure
    .route({ method: 'GET', path: '/sweeps/{sweepId}/trials/{trial}', summary: 'One trial of a sweep, by its place' })
    .input(z.strictObject({ sweepId: sweepIdField, trial: z.number().int().min(0).describe('place of the trial in the sweep, from 0') }))
    .output(sweepTrialSchema),

  map: procedure
    .route({ method: 'GET', path: '/sweeps/{sweepId}/map', summary: 'Trials of a sweep over two of its parameters, also while it runs: the best or the mean of each cell' })
    .input(
      z.strictObject({
        sweepId: sweepIdField,
        x: z.string().max(100).describe('parameter from left to right'),
        y: z.string().max(100).optional().describe('parameter from bottom to top; left out: one row'),
        metric: sweepMetricSchema.optional().describe('figure, where not that of the sweep'),
        others: z.enum(['best', 'mean']).default('best').describe('what stands for the trials of a cell that differ in other parameters'),
        fixed: z.string().max(500).optional().describe('other parameters held at one value, such as period=14,low=30'),
        strategy: z.number().int().min(0).max(50).default(0).describe('place of the strategy, where the sweep has several'),
        series: z.number().int().min(0).max(49).optional().describe('place of the only series that counts; left out: all'),
      }),
    )
    .output(sweepMapSchema),

  matrix: procedure
    .route({ method: 'GET', path: '/sweeps/{sweepId}/matrix', summary: 'Every strategy of a sweep on every series, also while it runs: the best and the median of each pair' })
    .input(z.strictObject({ sweepId: sweepIdField, metric: sweepMetricSchema.optional().describe('figure, where not that of the sweep') }))
    .output(sweepMatrixSchema),

  spec: procedure
    .route({ method: 'GET', path: '/sweeps/{sweepId}/spec', summary: 'What decided a sweep: strategy, what stayed and what varied, costs, data' })
    .input(sweepId)
    .output(sweepSpecSchema),

  list: procedure
    .route({ method: 'GET', path: '/sweeps', summary: 'Recorded sweeps, newest first' })
    .input(z.strictObject({ limit: limitField(1_000, 100) }))
    .output(z.array(sweepSchema)),

  cancel: procedure
    .route({ method: 'POST', path: '/sweeps/{sweepId}/cancel', summary: 'Stop a sweep for good; what was tried stays, nothing happens when it has ended' })
    .input(sweepId)
    .output(sweepSchema),

  pause: procedure
    .route({ method: 'POST', path: '/sweeps/{sweepId}/pause', summary: 'Hold a sweep; what is under way is finished and recorded' })
    .input(sweepId)
    .output(sweepSchema),

  resume: procedure
    .route({ method: 'POST', path: '/sweeps/{sweepId}/resume', summary: 'Go on with a sweep that was paused, cancelled or interrupted, to the ranking that it would have had' })
    .input(sweepId)
    .output(sweepSchema),

  watch: procedure
    .route({ method: 'GET', path: '/sweeps/{sweepId}/watch', summary: 'State stream: the sweep whenever it changes, with its best trial, until it ends' })
    .input(sweepId)
    .output(eventIterator(sweepSchema)),
};
