import Database from 'better-sqlite3';
import { hasWaitingWork } from './closed-mark.ts';

/**
 * A connection that leaves the folder as it was. Closing one that may write takes away the scratch files that SQLite puts beside a
 * database, where one that only reads would leave them; but it would also fold waiting work into a file that may be damaged.
 */
export function openToLook(file: string): Database.Database {
  const database = new Database(file, { readonly: hasWaitingWork(file), fileMustExist: true });
  database.pragma('query_only = 1');
  return database;
}
