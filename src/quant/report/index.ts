export { makeReport } from './make-report.ts';
export type { ReportOptions, ReportTaskInput } from './task.ts';
