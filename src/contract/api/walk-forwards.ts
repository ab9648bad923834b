import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { seriesKeySchema } from '../model/bar.ts';
import { runExportSchema } from '../model/report.ts';
import { runSchema } from '../model/run.ts';
import { epochMsSchema } from '../model/units.ts';
import { walkForwardRequestSchema, walkForwardResultSchema } from '../model/walk-forward.ts';
import { procedure } from './errors.ts';
import { extrasFields, limitField, offsetField, pointsField, runIdField } from './fields.ts';

const runId = z.strictObject({ runId: runIdField });

export const walkForwardsContract = {
  start: procedure
    .route({ method: 'POST', path: '/walk-forwards', summary: 'Start a walk-forward over a stored or simulated series; answers at once with the run' })
    .input(
      walkForwardRequestSchema.extend({
        series: seriesKeySchema,
        fromMs: epochMsSchema.optional().describe('only bars that start at or after this moment'),
        toMs: epochMsSchema.optional().describe('only bars that start before this moment'),
        ...extrasFields,
      }),
    )
    .output(runSchema),

  get: procedure.route({ method: 'GET', path: '/walk-forwards/{runId}', summary: 'Where a walk-forward stands' }).input(runId).output(runSchema),

  result: procedure
    .route({ method: 'GET', path: '/walk-forwards/{runId}/result', summary: 'Folds, equity out of sample and efficiency of a finished walk-forward' })
    .input(
      z.strictObject({
        runId: runIdField,
        points: pointsField(2_000),
        foldsFrom: z.number().int().min(0).default(0).describe('index of the first fold'),
        foldsLimit: z.number().int().min(0).max(2_000).default(1_000).describe('how many folds at most, up to 2,000'),
      }),
    )
    .output(walkForwardResultSchema),

  export: procedure
    .route({ method: 'GET', path: '/walk-forwards/{runId}/export', summary: 'A finished walk-forward as a file, piece by piece: its whole equity as CSV, or all of it as JSON' })
    .input(z.strictObject({ runId: runIdField, format: z.enum(['equity', 'json']).default('equity').describe('equity: CSV with every bar of the test windows; json: the result as it is stored'), offset: offsetField }))
    .output(runExportSchema),

  list: procedure
    .route({ method: 'GET', path: '/walk-forwards', summary: 'Recorded walk-forwards, newest first' })
    .input(z.strictObject({ limit: limitField(1_000, 100) }))
    .output(z.array(runSchema)),

  cancel: procedure
    .route({ method: 'POST', path: '/walk-forwards/{runId}/cancel', summary: 'Stop a walk-forward; nothing happens when it has ended' })
    .input(runId)
    .output(runSchema),

  watch: procedure
    .route({ method: 'GET', path: '/walk-forwards/{runId}/watch', summary: 'State stream: the walk-forward whenever it changes, until it ends' })
    .input(runId)
    .output(eventIterator(runSchema)),
};
