import { timeframe } from '../../contract/model/timeframe.ts';
import type { Guarded } from './guard.ts';
import { runToolsRouter } from './run-tools.ts';

export const backtestsRouter = ({ backtests: os, ...others }: Guarded) => ({
  ...runToolsRouter({ backtests: os, ...others }),

  start: os.start.handler(({ input: { series, fromMs = null, toMs = null, ...request }, context: { core } }) =>
    core.backtests.start(request, series, { fromMs, toMs })),

  get: os.get.handler(({ input, context: { core } }) => core.backtests.get(input.runId)),

  result: os.result.handler(({ input: { runId, ...page }, context: { core } }) => core.backtests.resultPage(runId, page)),

  report: os.report.handler(({ input: { runId, ...options }, context: { core } }) => core.backtests.report(runId, options)),

  analyse: os.analyse.handler(({ input: { runId, benchmarkId, benchmarkTimeframe, ...options }, context: { core } }) =>
    core.runReports.analyse(runId, { ...options, benchmark: benchmarkId === undefined ? null : { instrumentId: benchmarkId, timeframe: benchmarkTimeframe ?? timeframe('1d') } })),

  export: os.export.handler(({ input: { runId, format, offset }, context: { core } }) => core.runReports.export(runId, format, offset)),

  explain: os.explain.handler(({ input: { dialect }, context: { core } }) => core.runReports.explain(dialect ?? null)),

  monteCarlo: os.monteCarlo.handler(({ input: { runId, meanBlock = null, ...request }, context: { core } }) => core.robustness.monteCarlo(runId, { ...request, meanBlock })),

  stress: os.stress.handler(({ input: { runId, noise, jitter, paths, ...options }, context: { core, signal } }) =>
    core.robustness.stress(runId, { ...options, noise: { deviation: noise, paths }, jitter: { share: jitter, paths } }, signal)),

  verdict: os.verdict.handler(({ input, context: { core } }) => core.honesty.verdict(input.runId)),

  trials: os.trials.handler(({ input, context: { core } }) => core.honesty.trials(input.runId)),

  checkLookAhead: os.checkLookAhead.handler(({ input: { runId, ...options }, context: { core } }) => core.honesty.checkLookAhead(runId, options)),

  crossValidate: os.crossValidate.handler(({ input: { series, fromMs = null, toMs = null, ...request }, context: { core } }) =>
    core.crossValidations.run(request, series, { fromMs, toMs })),

  hypotheses: os.hypotheses.handler(async ({ input, context: { core } }) => [...(await core.honesty.hypotheses(input.limit))]),

  list: os.list.handler(async ({ input, context: { core } }) => [...(await core.backtests.list(input.limit, { search: input.search ?? '', tag: input.tag ?? null }))]),

  annotate: os.annotate.handler(({ input: { runId, tags = null, note = null }, context: { core } }) => core.runReports.annotate(runId, { tags, note })),

  overlay: os.overlay.handler(({ input: { runIds, points }, context: { core } }) => core.runReports.overlay(runIds, points)),

  cancel: os.cancel.handler(({ input, context: { core } }) => core.backtests.cancel(input.runId)),

  watch: os.watch.handler(({ input, context: { core, signal } }) => core.backtests.watch(input.runId, signal)),
});
