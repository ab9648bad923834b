import Database from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';
import { hasWaitingWork } from '../../adapters/store/closed-mark.ts';
import type { FileFindings } from '../../adapters/store/examine-file.ts';

/**
 * A connection that leaves the folder as it was. Closing one that may write takes away the scratch files that SQLite puts beside a
 * database, where one that only reads would leave them; but it would also fold waiting work into a file that may be damaged.
 */
function openToLook(file: string): Database.Database {
  const database = new Database(file, { readonly: hasWaitingWork(file), fileMustExist: true });
  database.pragma('query_only = 1');
  return database;
}

/** Reads a whole database file, which may take seconds; an unreadable file ends the thread with an error. */
function examine(file: string): FileFindings {
  const database = openToLook(file);
  try {
    return {
      integrity: String(database.pragma('quick_check(1)', { simple: true })).replaceAll(/\s+/g, ' '),
      journalMode: String(database.pragma('journal_mode', { simple: true })),
      schemaVersion: Number(database.pragma('user_version', { simple: true })),
    };
  } finally {
    database.close();
  }
}

parentPort?.postMessage(examine(String(workerData)));
