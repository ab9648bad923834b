import { quantileOfSorted } from '../../../quant/stats/index.ts';
import type { StretchSummary, TrialGroup, TrialGrouping, TrialOrder, TrialRow, TrialStore, TrialStretch } from './ports.ts';

/** The better first; what is not defined last. */
function compareBy(metric: string): (a: TrialRow, b: TrialRow) => number {
  return (a, b) => {
    const [left, right] = [a.metrics[metric] ?? null, b.metrics[metric] ?? null];
    if (left === right) return a.trial - b.trial;
    if (left === null || right === null) return left === null ? 1 : -1;
    return right - left;
  };
}

/** The trials put together by two of their values. */
function groupRows(rows: readonly TrialRow[], { x, y, metric, fixed, fromTrial, toTrial }: TrialGrouping): readonly TrialGroup[] {
  const groups = new Map<string, TrialGroup>();
  for (const { trial, params, metrics } of rows) {
    if (trial < fromTrial || trial >= toTrial || Object.entries(fixed).some(([name, value]) => params[name] !== value)) continue;
    const [left, top] = [params[x] ?? null, y === null ? null : params[y] ?? null];
    const key = `${left} ${top}`;
    const value = metrics[metric] ?? null;
    const { best, bestTrial, sum, count, trials } = groups.get(key) ?? { best: null, bestTrial: trial, sum: 0, count: 0, trials: 0 };
    const isBest = value !== null && (best === null || value > best);
    groups.set(key, {
      x: left, y: top, best: isBest ? value : best, bestTrial: isBest ? trial : bestTrial, sum: sum + (value ?? 0), count: count + (value === null ? 0 : 1), trials: trials + 1,
    });
  }
  return [...groups.values()];
}

function summarise(rows: readonly TrialRow[], metric: string, { fromTrial, toTrial }: TrialStretch): StretchSummary {
  const own = rows.filter(({ trial }) => trial >= fromTrial && trial < toTrial).sort(compareBy(metric));
  const figures = Float64Array.from(own.flatMap(({ metrics }) => metrics[metric] ?? [])).sort();
  if (figures.length === 0) return { best: null, bestTrial: null, median: null, trials: own.length };
  return { best: figures.at(-1) ?? null, bestTrial: own[0]?.trial ?? null, median: quantileOfSorted(figures, 0.5), trials: own.length };
}

/** Trials that are recorded nowhere. */
export function createMemoryTrials(): TrialStore {
  const runs = new Map<string, Map<number, TrialRow>>();
  const rowsOf = (runId: string): TrialRow[] => [...(runs.get(runId)?.values() ?? [])].sort((a, b) => a.trial - b.trial);
  return {
    async appendTrials(rows) {
      for (const row of rows) {
        const trials = runs.get(row.runId) ?? new Map<number, TrialRow>();
        runs.set(row.runId, trials.set(row.trial, row));
      }
    },
    async listTrials(runId, { metric, offset, limit, fromTrial = 0, toTrial = Infinity }: TrialOrder) {
      const rows = rowsOf(runId).filter(({ trial }) => trial >= fromTrial && trial < toTrial);
      if (metric !== null) rows.sort(compareBy(metric));
      return rows.slice(offset, offset + limit);
    },
    async countRunTrials(runId) {
      const rows = rowsOf(runId);
      return { done: rows.length, event: rows.filter(({ metrics }) => metrics['event'] === 1).length, failed: rows.filter(({ metrics }) => metrics['trades'] === null).length };
    },
    loadTrial: async (runId, trial) => runs.get(runId)?.get(trial) ?? null,
    groupTrials: async (runId, grouping) => groupRows(rowsOf(runId), grouping),
    async summariseStretches(runId, metric, stretches) {
      const rows = rowsOf(runId);
      return stretches.map((stretch) => summarise(rows, metric, stretch));
    },
    finishedTrials: async (runId) => Int32Array.from(rowsOf(runId), ({ trial }) => trial),
  };
}
