import { useEffect } from 'react';
import { create } from 'zustand';
import type { BacktestReport } from '../../../contract/model/report.ts';
import type { Run } from '../../../contract/model/run.ts';
import { formatIsoDate, formatMinute, type TimeZoneChoice } from '../../ui/format.ts';
import { useClient, useConnection } from '../../app/client-context.tsx';
import { useLab } from './lab-store.ts';

/** What tells a finished run from another of the same rules. */
export type RunFacts = {
  /** null: the bars of the run are not stored. */
  readonly timeframe: string | null;
  /** Growth in all, as a share. */
  readonly growth: number | null;
};

/** What is known by run. A finished run never changes, so nothing is asked twice. */
export const useRunFacts = create<{ readonly byRun: ReadonlyMap<string, RunFacts> }>(() => ({ byRun: new Map() }));

/** So many of the newest runs are looked into by themselves; others when they are opened. */
const mostLooked = 20;

export function keepFacts({ runId, series, metrics }: Pick<BacktestReport, 'runId' | 'series' | 'metrics'>): void {
  const facts: RunFacts = { timeframe: series?.timeframe ?? null, growth: metrics.find(({ name }) => name === 'totalReturn')?.value ?? null };
  useRunFacts.setState(({ byRun }) => ({ byRun: new Map(byRun).set(runId, facts) }));
}

/** Looks into the newest runs one after the other, when the open one is there. */
export function useNewestFacts(runs: readonly Run[] | null): void {
  const { api } = useClient();
  const isOpen = useConnection() === 'open';
  const isBusy = useLab((lab) => lab.reportState === 'loading' || lab.active !== null);
  useEffect(() => {
    if (runs === null || !isOpen || isBusy) return;
    let isCurrent = true;
    const look = async (): Promise<void> => {
      for (const { runId, status } of runs.slice(0, mostLooked)) {
        if (!isCurrent) return;
        if (status !== 'done' || useRunFacts.getState().byRun.has(runId)) continue;
        keepFacts(await api.backtests.report({ runId, points: 200, tradesFrom: 0, tradesLimit: 0 }));
      }
    };
    // A run that cannot be read says so when it is opened.
    void look().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [api, runs, isOpen, isBusy]);
}

/** A title taken apart: `sma-cross 10/20 on GOOG` is of GOOG by sma-cross 10/20. */
export function readTitle(title: string): { readonly rules: string; readonly symbol: string } {
  const at = title.lastIndexOf(' on ');
  return at < 0 ? { rules: title, symbol: '' } : { rules: title.slice(0, at), symbol: title.slice(at + 4) };
}

/** The minute of a run of today, the day of an older one. */
export function sayWhen(ms: number, nowMs: number, zone: TimeZoneChoice): string {
  const day = formatIsoDate(ms, zone);
  return day === formatIsoDate(nowMs, zone) ? formatMinute(ms, zone) : day.slice(5);
}
