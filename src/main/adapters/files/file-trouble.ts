import { accessSync, constants, statSync } from 'node:fs';
import type { FileFault } from '../../core/data/ports.ts';

const choose = 'Choose a file that exists and that you may read.';
const trouble = (code: FileFault['code'], reason: string, remedy: string): FileFault => ({ code, line: null, column: null, reason, remedy });

/** A failure of the file system, or of memory, in words; null for an error that is neither. */
export function troubleOf(error: unknown): FileFault | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return trouble('UNREADABLE', 'There is no such file.', choose);
  if (code === 'EACCES' || code === 'EPERM') return trouble('UNREADABLE', 'You may not read this file.', choose);
  if (code === 'EISDIR') return notAFile;
  if (error instanceof RangeError) return trouble('TOO_LARGE', 'There is not enough memory for its bars.', 'Split the file, or close other programs.');
  return typeof code === 'string' ? trouble('UNREADABLE', `Reading failed (${code}).`, 'Check the disk and try again.') : null;
}

const notAFile = trouble('UNREADABLE', 'This is not a file.', 'Choose a file with bars.');

/** Why a file cannot be read, before any of it is: missing, not a file, not ours to read, empty or too large; null where it can. */
export function findTrouble(path: string, maxBytes: number): FileFault | null {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return notAFile;
    if (stat.size === 0) return trouble('EMPTY', 'The file is empty.', 'Choose a file with bars.');
    if (stat.size > maxBytes) {
      const sizes = `${Math.ceil(stat.size / 1024 ** 2)} MB and at most ${Math.floor(maxBytes / 1024 ** 2)} MB are read at once`;
      return trouble('TOO_LARGE', `The file has ${sizes}.`, 'Split the file.');
    }
    accessSync(path, constants.R_OK);
    return null;
  } catch (error) {
    const found = troubleOf(error);
    if (found === null) throw error;
    return found;
  }
}
