import { toAssessRequest } from './to-assess-request.ts';
import { toDescribeRequest } from './to-describe-request.ts';
import { econometricsRouter } from './econometrics.ts';
import type { Guarded } from './guard.ts';
import { regimesRouter } from './regimes.ts';

export const analysisRouter = (guarded: Guarded) => ({
  ...regimesRouter(guarded),
  ...econometricsRouter(guarded),

  metrics: guarded.analysis.metrics.handler(({ input: { benchmark = null, time = null, periodsPerYear = null, ...request }, context: { core, signal } }) =>
    core.returns.analyse({ ...request, benchmark, time, periodsPerYear }, signal)),

  significance: guarded.analysis.significance.handler(({ input, context: { core, signal } }) => core.returns.assess(toAssessRequest(input), { signal })),

  explain: guarded.analysis.explain.handler(({ input: { dialect = null, name = null }, context: { core } }) => [...core.returns.explain(dialect, name)]),

  describe: guarded.analysis.describe.handler(({ input, context: { core, signal } }) => core.descriptions.describe(toDescribeRequest(input), signal)),

  watchDescription: guarded.analysis.watchDescription.handler(({ input, context: { core, signal } }) => core.descriptions.watch(toDescribeRequest(input), signal)),
});
