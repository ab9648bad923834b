import type { Guarded } from './guard.ts';

export const sweepsRouter = ({ sweeps: os }: Guarded) => ({
  start: os.start.handler(({ input: { series, fromMs = null, toMs = null, confirm, ...request }, context: { core } }) =>
    core.sweeps.start(request, series, { fromMs, toMs }, confirm)),

  estimate: os.estimate.handler(({ input: { series, fromMs = null, toMs = null, ...request }, context: { core } }) => core.sweeps.estimate(request, series, { fromMs, toMs })),

  get: os.get.handler(({ input, context: { core } }) => core.sweeps.get(input.sweepId)),

  results: os.results.handler(({ input: { sweepId, order, metric, strategy, series, ...page }, context: { core } }) =>
    core.sweeps.results(sweepId, { ...page, isRanked: order === 'ranked', metric: metric ?? null, ...(strategy === undefined ? {} : { strategy }), ...(series === undefined ? {} : { series }) })),

  trial: os.trial.handler(({ input: { sweepId, trial }, context: { core } }) => core.sweeps.trial(sweepId, trial)),

  map: os.map.handler(({ input: { sweepId, y = null, metric = null, fixed = null, series = null, ...request }, context: { core } }) =>
    core.sweeps.map(sweepId, { ...request, y, metric, fixed, series })),

  matrix: os.matrix.handler(({ input: { sweepId, metric = null }, context: { core } }) => core.sweeps.matrix(sweepId, metric)),

  spec: os.spec.handler(({ input, context: { core } }) => core.sweeps.spec(input.sweepId)),

  list: os.list.handler(async ({ input, context: { core } }) => [...(await core.sweeps.list(input.limit))]),

  cancel: os.cancel.handler(({ input, context: { core } }) => core.sweeps.cancel(input.sweepId)),

  pause: os.pause.handler(({ input, context: { core } }) => core.sweeps.pause(input.sweepId)),

  resume: os.resume.handler(({ input, context: { core } }) => core.sweeps.resume(input.sweepId)),

  watch: os.watch.handler(({ input, context: { core, signal } }) => core.sweeps.watch(input.sweepId, signal)),
});
