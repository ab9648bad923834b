import Database from 'better-sqlite3';
import { AppError } from '../../core/kernel/index.ts';
import { findNewestBackup } from './back-up.ts';

/** What SQLite could not do, as one plain sentence. Anything that is not SQLite's trouble with the disk comes back unchanged. */
export function toStoreError(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const code = error.code;
  if (code === 'SQLITE_FULL') {
    return new AppError('UNAVAILABLE', `The disk is full: nothing was written to ${file}. Free some space and try again.`, { file, cause: code });
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return damagedDatabase(file, error.message);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError('UNAVAILABLE', `${file} was kept busy by another process for too long; try again when it has finished.`, { file, cause: code });
  }
  if (/^SQLITE_(IOERR|CANTOPEN|READONLY|PERM|NOLFS)/.test(code)) {
    return new AppError('UNAVAILABLE', `${file} cannot be read or written (${error.message}); check the disk and the permissions of the folder.`, { file, cause: code });
  }
  return error;
}

/** The file is not what was written. It is never touched again by us; the way back is a backup. */
export function damagedDatabase(file: string, finding: string): AppError {
  const backup = findNewestBackup(file);
  const wayBack = backup === null ? 'there is no backup of it' : `the newest backup is ${backup}`;
  return new AppError('UNAVAILABLE', `The database ${file} is damaged (${finding}); it was left as it is, and ${wayBack}.`, {
    file, backup, cause: 'DAMAGED',
  });
}
