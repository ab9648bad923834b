export type { JobFailure, JobOptions, JobOutcome, JobPort } from './ports.ts';
