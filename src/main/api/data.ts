import type { Guarded } from './guard.ts';
import { withoutUndefined } from './without-undefined.ts';

export const dataRouter = ({ data: os }: Guarded) => ({
  importBegin: os.importBegin.handler(({ input, context: { core } }) => core.data.importBegin(input.name, input.size)),

  importChunk: os.importChunk.handler(({ input, context: { core } }) =>
    core.data.importChunk(input.uploadId, input.offset, Buffer.from(input.data, 'base64'))),

  importCommit: os.importCommit.handler(({ input: { uploadId, options: { columns, ...options }, ...request }, context: { core, signal } }) =>
    core.data.importCommit(uploadId, {
      ...request,
      options: { ...withoutUndefined(options), ...(columns === undefined ? {} : { columns: withoutUndefined(columns) }) },
    }, signal)),

  importDiscard: os.importDiscard.handler(async ({ input, context: { core } }) => {
    await core.data.importDiscard(input.uploadId);
    return {};
  }),

  series: os.series.handler(async ({ context: { core } }) => [...(await core.data.series())]),

  remove: os.remove.handler(async ({ input, context: { core } }) => {
    await core.data.remove(input);
    return {};
  }),
});
