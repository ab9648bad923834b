import { create } from 'zustand';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { RunAnalysis } from '../../../contract/model/run-analysis.ts';
import { usePanelVisible } from '../../app/panel-visibility.tsx';
import { useCall, type Call } from '../../app/use-call.ts';
import { useLab } from './lab-store.ts';

type Choice = {
  /** Periods in the window of rolling figures. */
  readonly window: number;
  /** What runs are held against; null: what they traded themselves. */
  readonly benchmark: SeriesKey | null;
};

/** How runs are analysed; the same for every run that is opened. */
export const useAnalysisChoice = create<Choice>(() => ({ window: 63, benchmark: null }));

/** The analysis of the open run, asked for while the panel around is in sight and somebody wants it. */
export function useAnalysis(isWanted = true): Call<RunAnalysis> {
  const isVisible = usePanelVisible();
  const runId = useLab((lab) => lab.report?.runId ?? null);
  const { window, benchmark } = useAnalysisChoice();
  const other = benchmark === null ? {} : { benchmarkId: benchmark.instrumentId, benchmarkTimeframe: benchmark.timeframe };
  const key = runId === null || !isVisible || !isWanted ? null : `analysis ${runId} ${window} ${benchmark === null ? '' : `${benchmark.instrumentId} ${benchmark.timeframe}`}`;
  return useCall<RunAnalysis>(key, (api) => api.backtests.analyse({ runId: runId ?? '', window, points: 1_000, ...other }));
}
