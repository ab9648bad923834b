import type { MonteCarlo, Stress, Variation } from '../../../contract/model/robustness.ts';
import type { PathOptions } from '../../../quant/sweep/monte-carlo.ts';
import type { ReturnsOf, StressOptions } from '../../../quant/sweep/stress-run.ts';
import { watchCode } from '../strategies/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Backtests } from './backtests.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import { findRunData, type RunDataSource } from './find-run-data.ts';
import type { TrialRow } from './ports.ts';
import { runJob } from './run-job.ts';

export type MonteCarloRequest = Omit<PathOptions, 'progress'> & { readonly of: ReturnsOf };

/** How a finished run fares under other circumstances. NOT_FOUND where there is no such run or it has no result. */
export interface Robustness {
  monteCarlo(runId: string, request: MonteCarloRequest): Promise<MonteCarlo>;
  /** Runs it again over its bars, with its rates, dividends and splits, all proven by their fingerprints; NOT_FOUND where they are nowhere any more. Runs with other parameters are trials of its hypothesis. */
  stress(runId: string, options: StressOptions, signal?: AbortSignal): Promise<Stress>;
}

const metricsOf = ({ return: growth, maxDrawdown, sharpe, trades }: Variation): TrialRow['metrics'] => ({ return: growth, maxDrawdown, sharpe, trades });

/** A combination whatever the order of its parameters. */
const nameOf = (params: TrialRow['params']): string => JSON.stringify(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)));

/** More trials of one run than that are not looked through. */
const mostTrials = 1_000_000;

/**
 * The run itself is the first of its trials. Other parameters are trials after it, each combination once: what was tried before, by this
 * seed or another, keeps its place, so that a second look takes none away and counts none twice.
 */
async function recordTrials(registry: BacktestsDeps['registry'], runId: string, own: TrialRow['params'], { base, params: moved }: Stress): Promise<void> {
  const known = await registry.listTrials(runId, { metric: null, offset: 0, limit: mostTrials });
  const places = new Map(known.filter(({ trial }) => trial > 0).map(({ trial, params }) => [nameOf(params), trial]));
  let next = known.reduce((last, { trial }) => Math.max(last, trial), 0) + 1;
  const rows: TrialRow[] = [{ runId, trial: 0, params: {}, metrics: metricsOf(base) }];
  for (const one of moved) {
    const key = nameOf(one.params);
    // Moved by nothing, it is the run itself.
    if (key === nameOf(own)) continue;
    const trial = places.get(key) ?? next++;
    places.set(key, trial);
    rows.push({ runId, trial, params: one.params, metrics: metricsOf(one) });
  }
  await registry.appendTrials(rows);
}

/** Builds them over finished runs. */
export function createRobustness(deps: BacktestsDeps & Pick<RunDataSource, 'files'>, backtests: Pick<Backtests, 'resultBody'>): Robustness {
  const source: RunDataSource = deps;
  /** One after the other for each run, so that none counts from what another is about to write. */
  const recording = new Map<string, Promise<void>>();
  const recordInTurn = async (runId: string, own: TrialRow['params'], stress: Stress): Promise<void> => {
    const before = recording.get(runId) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => recordTrials(deps.registry, runId, own, stress));
    recording.set(runId, mine);
    try {
      await mine;
    } finally {
      if (recording.get(runId) === mine) recording.delete(runId);
    }
  };
  return {
    async monteCarlo(runId, { of, ...options }) {
      return await runJob(deps.jobs, 'robustness.paths', { runId, body: await backtests.resultBody(runId), of, options }, {});
    },
    async stress(runId, options, signal) {
      // For its errors: a run without a result cannot be compared with.
      await backtests.resultBody(runId);
      const spec = await deps.registry.loadSpec(runId);
      if (spec === null) throw new AppError('NOT_FOUND', `What run ${runId} was made of is not recorded.`, { runId });
      const series = await findRunData(source, runId, spec);
      const { code, strategy, params, settings } = spec;
      const stress = await runJob(
        deps.jobs, 'robustness.stress', { runId, strategy, ...(code === undefined ? {} : { code }), params, settings, series, options }, { signal, ...watchCode(code ?? null, series.length === 1 ? series[0]?.bars.time : undefined) });
      await recordInTurn(runId, params, stress);
      return stress;
    },
  };
}
