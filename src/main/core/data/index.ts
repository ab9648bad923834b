export { createData, type DataDeps } from './create-data.ts';
export { createSeriesTools, type SeriesToolsDeps } from './create-series-tools.ts';
export type { Data, ImportRequest } from './data.ts';
export { fileError } from './file-error.ts';
export { keepRetention, type RetentionDeps } from './keep-retention.ts';
export type { BarFile, BarFileOptions, BarFilePreview, BarFiles, BarSpacing, FileFault, ReadBarFileResult, SampleRow, UploadStaging } from './ports.ts';
export type { BarSource, CalendarAsked, SeriesTools } from './series-tools.ts';
