import type Database from 'better-sqlite3';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a compact copy of a database into `backups/` beside it and gives the copy's path. The copy appears under its name only
 * when it is whole and on disk. Blocks until done: at start-up or in a worker.
 */
export function backUpDatabase(database: Database.Database, file: string, label: string): string {
  const folder = backupFolder(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date().toISOString().replaceAll(/[-:.]/g, '');
  const target = join(folder, `${backupPrefix(file)}${stamp}-${label}-${process.pid}.db`);
  const partial = `${target}.partial`;
  try {
    database.prepare('VACUUM INTO ?').run(partial);
    syncFile(partial);
    renameSync(partial, target);
    return target;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** The youngest backup of a database file; null where there is none. Names begin with the time, so they sort by age. */
export function findNewestBackup(file: string): string | null {
  const prefix = backupPrefix(file);
  let names: string[];
  try {
    names = readdirSync(backupFolder(file));
  } catch {
    return null;
  }
  const newest = names.filter((name) => name.startsWith(prefix) && name.endsWith('.db')).toSorted().at(-1);
  return newest === undefined ? null : join(backupFolder(file), newest);
}

const backupFolder = (file: string): string => join(dirname(file), 'backups');
const backupPrefix = (file: string): string => `${basename(file, '.db')}-`;

function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
