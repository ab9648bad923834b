import { toDescribeRequest } from './to-describe-request.ts';
import type { Guarded } from './guard.ts';

export const analysisRouter = ({ analysis: os }: Guarded) => ({
  metrics: os.metrics.handler(({ input: { benchmark = null, time = null, periodsPerYear = null, ...request }, context: { core, signal } }) =>
    core.returns.analyse({ ...request, benchmark, time, periodsPerYear }, signal)),

  significance: os.significance.handler(({ input: { periodsPerYear = null, trialDeviation = null, meanBlock = null, ...request }, context: { core, signal } }) =>
    core.returns.assess({ ...request, periodsPerYear, trialDeviation, meanBlock }, signal)),

  explain: os.explain.handler(({ input: { dialect = null, name = null }, context: { core } }) => [...core.returns.explain(dialect, name)]),

  describe: os.describe.handler(({ input, context: { core, signal } }) => core.descriptions.describe(toDescribeRequest(input), signal)),

  watchDescription: os.watchDescription.handler(({ input, context: { core, signal } }) => core.descriptions.watch(toDescribeRequest(input), signal)),
});
