import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { seriesKeySchema } from '../model/bar.ts';
import { runSchema } from '../model/run.ts';
import { epochMsSchema } from '../model/units.ts';
import { walkForwardRequestSchema, walkForwardResultSchema } from '../model/walk-forward.ts';
import { procedure } from './errors.ts';
import { extrasFields, limitField, runIdField } from './fields.ts';

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
    .input(runId)
    .output(walkForwardResultSchema),

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
