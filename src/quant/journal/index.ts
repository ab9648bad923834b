export { journalLine, roundFee, roundToStep, type Grain, type JournalEntry } from './journal-entry.ts';
export { journalText, readJournal } from './read-journal.ts';
