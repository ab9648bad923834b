export type { CodeWatch, JobFailure, JobOptions, JobOutcome, JobPort } from './ports.ts';
export { valueOf } from './value-of.ts';
