export { recordRun, type RecordedRun } from './record-run.ts';
export { momentAt, readMoment, type RecordedMoments } from './read-moment.ts';
export type { RunJournal } from './run-journal.ts';
