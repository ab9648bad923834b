import type { MonteCarlo, Stress, Variation } from '../../../contract/model/robustness.ts';
import type { PathOptions } from '../../../quant/sweep/monte-carlo.ts';
import type { ReturnsOf, StressOptions } from '../../../quant/sweep/stress-run.ts';
import { watchCode } from '../strategies/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Backtests } from './backtests.ts';
import type { BarSource } from './bar-source.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import { findBars } from './find-bars.ts';
import type { TrialRow } from './ports.ts';
import { runJob } from './run-job.ts';

export type MonteCarloRequest = Omit<PathOptions, 'progress'> & { readonly of: ReturnsOf };

/** How a finished run fares under other circumstances. NOT_FOUND where there is no such run or it has no result. */
export interface Robustness {
  monteCarlo(runId: string, request: MonteCarloRequest): Promise<MonteCarlo>;
  /** Runs it again over its bars, proven by their fingerprint; NOT_FOUND where they are not stored. Runs with other parameters are trials of its hypothesis. */
  stress(runId: string, options: StressOptions): Promise<Stress>;
}

/** The run itself is the first of its trials. */
const toTrial = (runId: string) => ({ return: growth, maxDrawdown, sharpe, trades }: Variation, trial: number): TrialRow =>
  ({ runId, trial, params: {}, metrics: { return: growth, maxDrawdown, sharpe, trades } });

/** Builds them over finished runs. */
export function createRobustness(deps: BacktestsDeps, backtests: Pick<Backtests, 'resultBody'>): Robustness {
  const source: BarSource = { bars: deps.bars, jobs: deps.jobs, ...(deps.market === undefined ? {} : { market: deps.market }) };
  return {
    async monteCarlo(runId, { of, ...options }) {
      return await runJob(deps.jobs, 'robustness.paths', { runId, body: await backtests.resultBody(runId), of, options }, {});
    },
    async stress(runId, options) {
      // For its errors: a run without a result cannot be compared with.
      await backtests.resultBody(runId);
      const spec = await deps.registry.loadSpec(runId);
      if (spec === null || spec.data.length !== 1) throw new AppError('INVALID_INPUT', `Run ${runId} is over ${spec?.data.length ?? 0} series; only runs over one can be put under stress.`, { runId });
      const found = await findBars(source, spec);
      if (found === null) throw new AppError('NOT_FOUND', `The bars of run ${runId} are not stored (any more), so it cannot be run again; import them first.`, { runId });
      const { code, strategy, params, settings } = spec;
      const stress = await runJob(
        deps.jobs, 'robustness.stress', { runId, strategy, ...(code === undefined ? {} : { code }), params, settings, symbol: spec.data[0]?.symbol ?? '', bars: found.bars, options }, watchCode(code ?? null, found.bars.time));
      await deps.registry.appendTrials([stress.base, ...stress.params].map(toTrial(runId)));
      return stress;
    },
  };
}
