import { closeSync, openSync } from 'node:fs';
import { messageOf } from '../../core/kernel/index.ts';
import { AppError } from '../../core/kernel/index.ts';

/**
 * Makes an empty file that its owner alone can read, where there is none; what SQLite puts beside a database takes the same mode.
 * A file that is there is not opened: closing any handle of a database would free this process's locks on it.
 * UNAVAILABLE where the folder takes no files.
 */
export function createPrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
    const reason = messageOf(error);
    throw new AppError('UNAVAILABLE', `${file} cannot be made (${reason}); set TAPEDECK_DATA_DIR to a folder you can write to.`, { file });
  }
}
