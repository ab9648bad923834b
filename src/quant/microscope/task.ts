import type { BacktestRunInput } from '../engine/task.ts';
import type { RunJournal } from './run-journal.ts';

/** A recorded run that is made again with a pen beside it. `isKept`: the journal itself is wanted, not only what names it. */
export type RecordTaskInput = Omit<BacktestRunInput, 'runId'> & { readonly isKept: boolean };

export type RecordTaskOutput = {
  /** SHA-256 of the intents, orders and fills, a line of JSON each. */
  readonly journalHash: string;
  readonly fills: number;
  readonly finalEquity: number;
  /** null where it was not wanted. */
  readonly journal: RunJournal | null;
};
