export { compareRuns, type CompareInput } from './compare-runs.ts';
