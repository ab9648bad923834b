import Database from 'better-sqlite3';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../core/kernel/index.ts';
import { AppError, toDisposable, type Disposable } from '../../core/kernel/index.ts';
import { createPrivateFile } from './create-private-file.ts';

/** The process that holds a data folder. Nulls where it has not said (yet). */
export type Owner = {
  /** Where programs and the command line reach it; null: it opens no door of that kind. */
  readonly url: string | null;
  readonly pid: number | null;
  readonly startedAtMs: number | null;
};

export interface Ownership extends Disposable {
  /** Writes down the address at which the owner answers. */
  announce(url: string): void;
}

/** A connection nobody refers to is closed by the garbage collector, and its lock goes with it. */
const held = new Set<Database.Database>();

/**
 * Takes a data folder for this process until it is disposed or the process ends, however it ends: the lock is an exclusive
 * transaction on `owner.db`, which the system frees after a kill. CONFLICT with the owner's address when it is taken (`isFolderTaken`).
 *
 * No other code may open or copy `owner.db`: on POSIX systems closing any handle of a file frees the process's locks on it.
 */
export function acquireOwnership(folder: string): Ownership {
  const startedAtMs = Date.now();
  const database = openOwnerDatabase(folder);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw isBusy(error) ? folderTaken(folder) : toLockError(error, folder);
  }
  held.add(database);
  const write = (url: string | null): void => writeOwner(folder, { url, pid: process.pid, startedAtMs });
  const release = toDisposable(() => {
    rmSync(ownerFile(folder), { force: true });
    held.delete(database);
    database.close();
  });
  try {
    write(null);
  } catch (error) {
    release.dispose();
    throw error;
  }
  return { announce: write, dispose: () => release.dispose() };
}

/** Who holds the folder now; null when nobody does, whatever a killed process left behind. */
export function readOwner(folder: string): Owner | null {
  if (!existsSync(join(folder, 'owner.db'))) return null;
  const database = openOwnerDatabase(folder);
  try {
    // Any read needs a shared lock, which an exclusive transaction refuses.
    database.pragma('schema_version');
    return null;
  } catch (error) {
    if (isBusy(error)) return readOwnerFile(folder);
    throw toLockError(error, folder);
  } finally {
    database.close();
  }
}

const ownerFile = (folder: string): string => join(folder, 'owner.json');
const isBusy = (error: unknown): boolean => error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

/** The lock holds nothing that could be lost, so what is wrong with it is mended by deleting it. */
function toLockError(error: unknown, folder: string): AppError {
  const file = join(folder, 'owner.db');
  const reason = messageOf(error);
  return new AppError('UNAVAILABLE', `${file}, the lock of the data folder, cannot be used (${reason}); delete it while no Tapedeck is running.`, { file });
}

/** The wait covers another process's momentary look, not its ownership. */
function openOwnerDatabase(folder: string): Database.Database {
  const file = join(folder, 'owner.db');
  createPrivateFile(file);
  return new Database(file, { timeout: 150 });
}

function folderTaken(folder: string): AppError {
  const owner = readOwner(folder) ?? { url: null, pid: null, startedAtMs: null };
  const where = owner.url === null ? '' : ` at ${owner.url}`;
  const which = owner.pid === null ? '' : ` (process ${owner.pid})`;
  return new AppError('CONFLICT', `The data folder ${folder} is in use by another Tapedeck${where}${which}; use that one, or stop it first.`, { cause: folderTakenCause, folder, owner });
}

const folderTakenCause = 'FOLDER_TAKEN';

/** Whether an opening failed because another process has the folder: nothing is wrong with it, and it may be free later. */
export const isFolderTaken = (error: unknown): boolean => error instanceof AppError && error.details['cause'] === folderTakenCause;

/** Appears whole or not at all, so that a reader never sees half an address. */
function writeOwner(folder: string, owner: Owner): void {
  const partial = `${ownerFile(folder)}.${process.pid}`;
  writeFileSync(partial, JSON.stringify(owner), { mode: 0o600 });
  renameSync(partial, ownerFile(folder));
}

/** The file of a killed predecessor may still lie there for the moment between taking the lock and writing the address. */
function readOwnerFile(folder: string): Owner {
  const unknown: Owner = { url: null, pid: null, startedAtMs: null };
  try {
    const { url, pid, startedAtMs } = JSON.parse(readFileSync(ownerFile(folder), 'utf8')) as Owner;
    return pid !== null && isAlive(pid) ? { url, pid, startedAtMs } : unknown;
  } catch {
    return unknown;
  }
}

/** Whether a process of that number runs, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
