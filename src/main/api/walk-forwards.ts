import type { Guarded } from './guard.ts';

export const walkForwardsRouter = ({ walkForwards: os }: Guarded) => ({
  start: os.start.handler(({ input: { series, fromMs = null, toMs = null, ...request }, context: { core } }) =>
    core.walkForwards.start(request, series, { fromMs, toMs })),

  get: os.get.handler(({ input, context: { core } }) => core.walkForwards.get(input.runId)),

  result: os.result.handler(({ input, context: { core } }) => core.walkForwards.result(input.runId)),

  list: os.list.handler(async ({ input, context: { core } }) => [...(await core.walkForwards.list(input.limit))]),

  cancel: os.cancel.handler(({ input, context: { core } }) => core.walkForwards.cancel(input.runId)),

  watch: os.watch.handler(({ input, context: { core, signal } }) => core.walkForwards.watch(input.runId, signal)),
});
