import { closeSync, openSync } from 'node:fs';

/**
 * Makes an empty file that its owner alone can read, where there is none; what SQLite puts beside a database takes the same mode.
 * A file that is there is not opened: closing any handle of a database would free this process's locks on it.
 */
export function createPrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
