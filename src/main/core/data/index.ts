export type { Data, ImportRequest } from './data.ts';
export type { BarFile, BarFileOptions, BarFiles, FileFault, UploadStaging } from './ports.ts';
