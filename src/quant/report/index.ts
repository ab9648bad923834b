export { analyseRun } from './analysis/analyse-run.ts';
export { listFigureNotes } from './figure-notes.ts';
export { overlayRuns } from './overlay-runs.ts';
export { makeReport } from './make-report.ts';
export type { AnalysisOptions, AnalysisTaskInput, ExportTaskInput, OverlayTaskInput, ReportOptions, ReportSeries, ReportSource, ReportTaskInput } from './task.ts';
export { exportRun, type ExportFormat } from './page/export-run.ts';
export { pageResult, thinCurve, type ResultPageOptions } from './page-result.ts';
export { writeEquity } from './page/write-csv.ts';
