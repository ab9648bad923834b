import { z } from 'zod';
import { seriesInfoSchema, seriesKeySchema } from '../model/bar.ts';
import { importReportSchema } from '../model/import-report.ts';
import { timeframeSchema } from '../model/timeframe.ts';
import { procedure } from './errors.ts';

const uploadId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

/** How a bar file is to be read; what is left out is detected. */
export const barFileOptionsSchema = z.strictObject({
  timezone: z.string().max(64).optional(),
  columns: z
    .strictObject({
      time: z.string().optional(), open: z.string().optional(), high: z.string().optional(),
      low: z.string().optional(), close: z.string().optional(), volume: z.string().optional(),
    })
    .optional(),
  adjusted: z.boolean().optional(),
  price: z.enum(['bid', 'ask', 'mid']).optional(),
});

export const dataContract = {
  importBegin: procedure
    .route({ method: 'POST', path: '/data/imports', summary: 'Begin to upload a file of bars' })
    .input(z.strictObject({ name: z.string().min(1).max(200), size: z.number().int().min(0).max(4_294_967_296) }))
    .output(z.object({ uploadId })),

  importChunk: procedure
    .route({ method: 'POST', path: '/data/imports/{uploadId}/chunks', summary: 'Send the next piece, at most 512 KB' })
    .input(
      z.strictObject({
        uploadId,
        /** Bytes sent before this piece. A piece sent twice is recognised. */
        offset: z.number().int().min(0),
        /** The bytes in base 64. */
        data: z.base64().max(699_052),
      }),
    )
    .output(z.object({ received: z.number().int() })),

  importCommit: procedure
    .route({ method: 'POST', path: '/data/imports/{uploadId}/commit', summary: 'Read the whole file and store its bars in one transaction, or nothing' })
    .input(
      z.strictObject({
        uploadId,
        /** Name under which the bars are kept, as FILE:SYMBOL. */
        symbol: z.string().regex(/^[A-Za-z0-9._/^=-]{1,32}$/, 'must be 1 to 32 letters, digits or . _ / ^ = -'),
        timeframe: timeframeSchema,
        options: barFileOptionsSchema.default({}),
        onConflict: z.enum(['replace', 'refuse']).default('refuse'),
      }),
    )
    .output(importReportSchema),

  importDiscard: procedure
    .route({ method: 'DELETE', path: '/data/imports/{uploadId}', summary: 'Give an upload up' })
    .input(z.strictObject({ uploadId }))
    .output(z.object({})),

  series: procedure
    .route({ method: 'GET', path: '/data/series', summary: 'Every stored series of bars' })
    .input(z.strictObject({}))
    .output(z.array(seriesInfoSchema)),

  remove: procedure
    .route({ method: 'POST', path: '/data/series/remove', summary: 'Delete a stored series and what was rolled up from it' })
    .input(seriesKeySchema)
    .output(z.object({})),
};
