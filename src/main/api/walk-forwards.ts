import type { Guarded } from './guard.ts';

export const walkForwardsRouter = ({ walkForwards: os }: Guarded) => ({
  start: os.start.handler(({ input: { series, fromMs = null, toMs = null, ...request }, context: { core } }) =>
    core.walkForwards.start(request, series, { fromMs, toMs })),

  get: os.get.handler(({ input, context: { core } }) => core.walkForwards.get(input.runId)),

  result: os.result.handler(({ input: { runId, ...page }, context: { core } }) => core.walkForwards.result(runId, page)),

  export: os.export.handler(({ input: { runId, format, offset }, context: { core } }) => core.walkForwards.export(runId, format, offset)),

  list: os.list.handler(async ({ input, context: { core } }) => [...(await core.walkForwards.list(input.limit))]),

  cancel: os.cancel.handler(({ input, context: { core } }) => core.walkForwards.cancel(input.runId)),

  watch: os.watch.handler(({ input, context: { core, signal } }) => core.walkForwards.watch(input.runId, signal)),
});
