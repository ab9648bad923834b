import type { Guarded } from './guard.ts';

/** Procedures of `backtests` that look closely at finished runs, compare them and take them elsewhere. */
export const runToolsRouter = ({ backtests: os }: Guarded) => ({
  moment: os.moment.handler(({ input: { runId, ...place }, context: { core } }) => core.microscope.moment(runId, place)),

  compare: os.compare.handler(({ input: { runId, otherRunId, ...options }, context: { core } }) => core.microscope.compare(runId, otherRunId, options)),

  capsule: os.capsule.handler(async ({ input: { runId, offset }, context: { core } }) => {
    const { data, ...piece } = await core.capsules.exportPiece(runId, offset);
    return { ...piece, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64') };
  }),

  verify: os.verify.handler(({ input, context: { core } }) => core.capsules.verifyUpload(input.uploadId)),
});
