export { describeEntry, toPaperEntry } from './describe-entry.ts';
export { lastToldMoment, readAccount, readFigures } from './read-session.ts';
export type { PaperReadInput, PaperReadOutput, PaperRunInput, PaperRunOutput } from './task.ts';
