import { z } from 'zod';
import { capsuleCheckSchema, capsulePieceSchema } from '../model/capsule.ts';
import { comparisonSchema } from '../model/compare.ts';
import { momentSchema } from '../model/moment.ts';
import { epochMsSchema } from '../model/units.ts';
import { procedure } from './errors.ts';
import { runIdField } from './fields.ts';

/** Procedures of `backtests` that look closely at finished runs, compare them and take them elsewhere. */
export const runToolProcedures = {
  moment: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/moment', summary: 'A finished run at one bar: indicators, orders, cash and equity, and the reason for each fill, refusal and wait' })
    .input(
      z.strictObject({
        runId: runIdField,
        index: z.number().int().min(0).optional().describe('number of the bar, from 0; in a run over several symbols of the moment'),
        timeMs: epochMsSchema.optional().describe('instead of a number: the last bar at or before this moment'),
      }),
    )
    .output(momentSchema),

  compare: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/compare/{otherRunId}', summary: 'Two finished runs trade by trade, with the cause of each difference and where the gap in profit comes from' })
    .input(
      z.strictObject({
        runId: runIdField.describe('id of the run from which the gap is counted'),
        otherRunId: runIdField.describe('id of the run to which it is counted'),
        onlyDifferent: z.boolean().default(false).describe('leave out trades that are the same in both'),
        from: z.number().int().min(0).default(0).describe('index of the first row'),
        limit: z.number().int().min(0).max(5_000).default(1_000).describe('how many rows at most, up to 5,000'),
      }),
    )
    .output(comparisonSchema),

  capsule: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/capsule', summary: 'A finished run as one file that proves itself anywhere: a piece of it, at most 512 KB' })
    .input(z.strictObject({ runId: runIdField, offset: z.number().int().min(0).default(0).describe('bytes fetched before this piece; 0 makes the capsule anew') }))
    .output(capsulePieceSchema),

  verify: procedure
    .route({ method: 'POST', path: '/backtests/capsules/verify', summary: 'Run an uploaded capsule again and compare it byte for byte; a changed candle is named' })
    .input(z.strictObject({ uploadId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the id that data.importBegin gave').describe('id of the upload, sent with data.importBegin and data.importChunk') }))
    .output(capsuleCheckSchema),
};
