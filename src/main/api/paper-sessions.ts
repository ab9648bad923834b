import { copyBatches } from './copy-batches.ts';
import type { Guarded } from './guard.ts';

export const paperSessionsRouter = ({ paperSessions: os }: Guarded) => ({
  promote: os.promote.handler(({ input, context: { core } }) => core.paperSessions.promote(input)),

  list: os.list.handler(({ context: { core } }) => [...core.paperSessions.list()]),

  get: os.get.handler(({ input, context: { core } }) => core.paperSessions.get(input.sessionId)),

  report: os.report.handler(({ input: { sessionId, ...options }, context: { core } }) => core.paperSessions.report(sessionId, options)),

  journal: os.journal.handler(({ input: { sessionId, from = null, limit }, context: { core } }) => core.paperSessions.journal(sessionId, { from, limit })),

  stop: os.stop.handler(({ input, context: { core } }) => core.paperSessions.stop(input.sessionId)),

  resume: os.resume.handler(({ input, context: { core } }) => core.paperSessions.resume(input.sessionId)),

  remove: os.remove.handler(async ({ input, context: { core } }) => {
    await core.paperSessions.remove(input.sessionId);
    return { sessionId: input.sessionId };
  }),

  compare: os.compare.handler(({ input: { sessionId, onlyDifferent, from, limit, ...changed }, context: { core } }) => core.paperSessions.compare(sessionId, changed, { onlyDifferent, from, limit })),

  watch: os.watch.handler(({ context: { core, signal } }) => copyBatches(core.paperSessions.watch(signal))),
});
