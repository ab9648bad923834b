import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Beside a database lies a mark while it is closed and whole: it says how the file looked when its last connection was closed.
 * Where it is missing or says something else, the end was not a clean one, or something else has changed the file.
 */
const markOf = (file: string): string => `${file}.closed`;

const describeFile = (file: string): string => {
  const { size, mtimeNs } = statSync(file, { bigint: true });
  return `${size} ${mtimeNs}`;
};

/** Whether a database is as its last connection left it, with no work waiting in its write-ahead log. */
export function wasClosedProperly(file: string): boolean {
  try {
    return !hasWaitingWork(file) && readFileSync(markOf(file), 'utf8') === describeFile(file);
  } catch {
    return false;
  }
}

/** Whether the write-ahead log holds anything: the database is open elsewhere, or was not closed properly. */
export const hasWaitingWork = (file: string): boolean => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;

/** To be called after a connection was closed. SQLite removes the log with the last one; while others are open, nothing is marked. */
export function markClosed(file: string): void {
  if (existsSync(`${file}-wal`)) return;
  try {
    writeFileSync(markOf(file), describeFile(file), { mode: 0o600 });
  } catch {
    // Without a mark the next opening takes longer, and that is all.
  }
}

/** To be called before the first write: from here on only a proper end makes the file trusted again. */
export const markOpened = (file: string): void => rmSync(markOf(file), { force: true });
