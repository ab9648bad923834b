import type { StrategyCode } from '../../../contract/model/strategy.ts';
import type { SweepRequest } from '../../../contract/model/sweep.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import type { TrialPlan } from '../../../quant/sweep/index.ts';
import type { JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Strategies } from '../strategies/index.ts';
import type { TrialRow, TrialStore } from './ports.ts';
import { checkSweepRequest, sizeSweep } from './size-sweep.ts';
import { planOf } from './sweep-runner.ts';
import { commitRows } from './trial-writer.ts';

/** A grid of which every combination is tried on one series, as walk-forwards and cross-validations do. */
export type GridRequest = Pick<SweepRequest, 'strategy' | 'code' | 'params' | 'settings' | 'space' | 'where'>;

/** What names the strategy of a grid that can run. */
export type GridStrategy = { readonly strategy: string; readonly code?: StrategyCode; readonly codeHash?: string };

const toSweep = ({ strategy, code, params, settings, space, where }: GridRequest): SweepRequest =>
  ({ strategy, params, settings, space, ...(code === undefined ? {} : { code }), ...(where === undefined ? {} : { where }), search: 'grid', metric: 'sharpe', searchSeed: 1 });

/** The trials of a grid. */
export const planOfGrid = (request: GridRequest): TrialPlan => planOf(toSweep(request));

/** Finds the strategy of a grid; INVALID_INPUT for what can never run over this series, or has more combinations than `what` takes. */
export async function checkGrid({ jobs, strategies }: { readonly jobs: JobPort; readonly strategies: Pick<Strategies, 'resolve'> }, given: GridRequest, series: SeriesInput, { what, most }: { readonly what: string; readonly most: number }): Promise<GridStrategy> {
  const { info, code, codeHash } = await strategies.resolve(given);
  const named = { strategy: info.name, ...(code === null ? {} : { code }) };
  const request = checkSweepRequest({ ...toSweep(given), ...named }, info, [series]);
  const { trials } = await sizeSweep(jobs, request, planOf(request), 1);
  if (trials > most) throw new AppError('INVALID_INPUT', `The grid has ${trials.toLocaleString('en')} combinations; a ${what} takes at most ${most.toLocaleString('en')}. Take larger steps.`, { trials });
  return { ...named, ...(codeHash === null ? {} : { codeHash }) };
}

/** Records one trial for each combination that was tried, with its figure. `values`: those of what varies, one combination after another. */
export async function recordGridTrials(store: Pick<TrialStore, 'appendTrials'>, runId: string, space: GridRequest['space'], values: Float64Array, metric: string, figures: Float64Array): Promise<void> {
  const names = Object.keys(space);
  const rows = Array.from(figures, (figure, trial): TrialRow => ({
    runId, trial, params: Object.fromEntries(names.map((name, a) => [name, values[trial * names.length + a] ?? 0])), metrics: { [metric]: Number.isFinite(figure) ? figure : null },
  }));
  for (let from = 0; from < rows.length; from += commitRows) await store.appendTrials(rows.slice(from, from + commitRows));
}
