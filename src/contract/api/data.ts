import { z } from 'zod';
import { seriesInfoSchema } from '../model/bar.ts';
import { importPreviewSchema } from '../model/import-preview.ts';
import { importReportSchema } from '../model/import-report.ts';
import { procedure } from './errors.ts';
import { seriesFields, timeframeField } from './fields.ts';
import { seriesProcedures } from './series.ts';

const uploadId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the id that data.importBegin gave').describe('id of the upload');

const symbolField = z.string().regex(/^[A-Za-z0-9._/^=-]{1,32}$/, 'must be 1 to 32 letters, digits or . _ / ^ = -');

const columnName = (field: string) => z.string().optional().describe(`header of the column of ${field}`);

/** How a bar file is to be read; what is left out is detected. */
export const barFileOptionsSchema = z.strictObject({
  timezone: z.string().max(64).optional().describe('IANA zone of times without an offset (default UTC)'),
  columns: z
    .strictObject({
      time: columnName('time'), open: columnName('open'), high: columnName('high'), low: columnName('low'), close: columnName('close'), volume: columnName('volume'),
    })
    .optional(),
  adjusted: z.boolean().optional().describe('use the adjusted close'),
  price: z.enum(['bid', 'ask', 'mid']).optional().describe('side of a bid/ask table'),
});

export const dataContract = {
  importBegin: procedure
    .route({ method: 'POST', path: '/data/imports', summary: 'Begin to upload a file of bars' })
    .input(z.strictObject({ name: z.string().min(1).max(200).describe('name of the file'), size: z.number().int().min(0).max(4_294_967_296).describe('bytes of the file') }))
    .output(z.object({ uploadId })),

  importChunk: procedure
    .route({ method: 'POST', path: '/data/imports/{uploadId}/chunks', summary: 'Send the next piece, at most 512 KB' })
    .input(
      z.strictObject({
        uploadId,
        offset: z.number().int().min(0).describe('bytes sent before this piece; a piece sent twice is recognised'),
        data: z.base64().max(699_052).describe('the bytes in base 64'),
      }),
    )
    .output(z.object({ received: z.number().int() })),

  importPreview: procedure
    .route({ method: 'POST', path: '/data/imports/{uploadId}/preview', summary: 'Read the whole file and tell what would be stored, and every fault; nothing is stored' })
    .input(
      z.strictObject({
        uploadId,
        symbol: symbolField.optional().describe('name under which the bars would be kept, to be told what would give way to them'),
        timeframe: timeframeField.optional().describe('length of a bar; what the file seems to hold where nothing is said'),
        options: barFileOptionsSchema.default({}),
      }),
    )
    .output(importPreviewSchema),

  importCommit: procedure
    .route({ method: 'POST', path: '/data/imports/{uploadId}/commit', summary: 'Read the whole file and store its bars in one transaction, or nothing' })
    .input(
      z.strictObject({
        uploadId,
        symbol: symbolField.describe('name under which the bars are kept, as FILE:SYMBOL'),
        timeframe: timeframeField,
        options: barFileOptionsSchema.default({}),
        onConflict: z.enum(['replace', 'refuse']).default('refuse').describe('what becomes of bars that are stored already with other values'),
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
    .input(z.strictObject(seriesFields))
    .output(z.object({})),

  ...seriesProcedures,
};
