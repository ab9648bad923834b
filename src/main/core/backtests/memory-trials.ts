import type { TrialOrder, TrialRow, TrialStore } from './ports.ts';

/** The better first; what is not defined last. */
function compareBy(metric: string): (a: TrialRow, b: TrialRow) => number {
  return (a, b) => {
    const [left, right] = [a.metrics[metric] ?? null, b.metrics[metric] ?? null];
    if (left === right) return a.trial - b.trial;
    if (left === null || right === null) return left === null ? 1 : -1;
    return right - left;
  };
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
    async listTrials(runId, { metric, offset, limit }: TrialOrder) {
      const rows = rowsOf(runId);
      if (metric !== null) rows.sort(compareBy(metric));
      return rows.slice(offset, offset + limit);
    },
    async countRunTrials(runId) {
      const rows = rowsOf(runId);
      return { done: rows.length, event: rows.filter(({ metrics }) => metrics['event'] === 1).length, failed: rows.filter(({ metrics }) => metrics['trades'] === null).length };
    },
    finishedTrials: async (runId) => Int32Array.from(rowsOf(runId), ({ trial }) => trial),
  };
}
