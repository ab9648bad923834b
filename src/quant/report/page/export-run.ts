import type { BacktestResult } from '../../../contract/model/backtest.ts';
import type { Verdict } from '../../../contract/model/verdict.ts';
import { analyseRun } from '../analysis/analyse-run.ts';
import { makeReport } from '../make-report.ts';
import type { ReportSeries } from '../task.ts';
import { makePage } from './make-page.ts';
import { writeEquity, writeTrades } from './write-csv.ts';

export type ExportFormat = 'html' | 'trades' | 'equity';

/** As much of each curve as a page of 960 points has room for, and as many trades as it can bear. */
const [pagePoints, pageTrades, pageWindow] = [1_000, 5_000, 63];

/** A finished run as a text to be taken elsewhere. */
export function exportRun(format: ExportFormat, { runId, title }: { readonly runId: string; readonly title: string }, result: BacktestResult, data: readonly (ReportSeries | null)[], verdict: Verdict | null): string {
  if (format === 'trades') return writeTrades(result);
  if (format === 'equity') return writeEquity(result);
  const report = makeReport(runId, result, data, { points: pagePoints, tradesFrom: 0, tradesLimit: pageTrades });
  return makePage(title, report, analyseRun(runId, result, data, { window: pageWindow, points: pagePoints, benchmark: null }), verdict);
}
