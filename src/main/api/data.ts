import type { z } from 'zod';
import type { barFileOptionsSchema } from '../../contract/api/data.ts';
import type { BarFileOptions } from '../core/data/index.ts';
import type { Guarded } from './guard.ts';
import { seriesRouter } from './series.ts';
import { withoutUndefined } from './without-undefined.ts';

type Options = z.output<typeof barFileOptionsSchema>;

const toFileOptions = ({ columns, ...options }: Options): BarFileOptions =>
  ({ ...withoutUndefined(options), ...(columns === undefined ? {} : { columns: withoutUndefined(columns) }) });

export const dataRouter = (guarded: Guarded) => ({
  ...seriesRouter(guarded),

  importBegin: guarded.data.importBegin.handler(({ input, context: { core } }) => core.data.importBegin(input.name, input.size)),

  importChunk: guarded.data.importChunk.handler(({ input, context: { core } }) =>
    core.data.importChunk(input.uploadId, input.offset, Buffer.from(input.data, 'base64'))),

  importPreview: guarded.data.importPreview.handler(({ input: { uploadId, symbol, timeframe, options }, context: { core, signal } }) =>
    core.data.importPreview(uploadId, { symbol: symbol ?? null, timeframe: timeframe ?? null, options: toFileOptions(options) }, signal)),

  importCommit: guarded.data.importCommit.handler(({ input: { uploadId, options, ...request }, context: { core, signal } }) =>
    core.data.importCommit(uploadId, { ...request, options: toFileOptions(options) }, signal)),

  importDiscard: guarded.data.importDiscard.handler(async ({ input, context: { core } }) => {
    await core.data.importDiscard(input.uploadId);
    return {};
  }),

  series: guarded.data.series.handler(async ({ context: { core } }) => [...(await core.data.series())]),

  remove: guarded.data.remove.handler(async ({ input, context: { core } }) => {
    await core.data.remove(input);
    return {};
  }),
});
