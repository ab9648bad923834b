import Database from 'better-sqlite3';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, type Log } from '../../core/kernel/index.ts';
import { findNewestBackup } from './back-up.ts';
import { markClosed, markOpened, wasClosedProperly } from './closed-mark.ts';
import { createPrivateFile } from './create-private-file.ts';
import { migrate } from './migrations/migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { StoreDatabase, type StoreDatabaseOptions } from './store-database.ts';
import { damagedDatabase, toStoreError } from './store-error.ts';

/** One database file of the data folder and how it is kept. */
export type DatabaseKind = {
  readonly name: 'ledger' | 'market' | 'research';
  /** FULL: a commit is on disk when it returns. NORMAL: a power cut may undo the last commits, never damage the file. */
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly migrations: readonly Migration[];
  /** How long a call waits for another connection's write to end. */
  readonly busyTimeoutMs: number;
  /** Set when the file is made; SQLite's own 4,096 otherwise. */
  readonly pageSize?: number;
};

export type OpenDatabaseOptions = {
  readonly log?: Log;
  readonly slowQueryMs?: number;
  /** Another process has the file open now and checked it when it opened it. */
  readonly isOpenElsewhere?: boolean;
};

export const databaseFile = (folder: string, kind: DatabaseKind): string => join(folder, `${kind.name}.db`);

/**
 * Opens a database for reading and writing, makes it where it is missing and brings its schema up to date.
 * A damaged file, or one of a newer version, is refused with UNAVAILABLE and not touched.
 */
export function openDatabase(folder: string, kind: DatabaseKind, options: OpenDatabaseOptions = {}): StoreDatabase {
  const file = databaseFile(folder, kind);
  checkSqliteVersion();
  checkIntact(file, options);
  const isNew = !existsSync(file) || statSync(file).size === 0;
  return opened(file, kind, { ...options, onClosed: () => markClosed(file) }, () => {
    createPrivateFile(file);
    const database = new Database(file, { timeout: kind.busyTimeoutMs });
    try {
      if (isNew) shapeNewFile(database, kind);
      markOpened(file);
      setPragma(database, file, 'journal_mode', 'wal');
      setPragma(database, file, 'synchronous', kind.synchronous === 'FULL' ? 2 : 1);
      setPragma(database, file, 'foreign_keys', 1);
      setPragma(database, file, 'busy_timeout', kind.busyTimeoutMs);
      migrate(database, file, kind.migrations);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** Opens an existing database for reading only. Its writer must have opened it first. */
export function openDatabaseForReading(folder: string, kind: DatabaseKind, options: OpenDatabaseOptions = {}): StoreDatabase {
  const file = databaseFile(folder, kind);
  return opened(file, kind, options, () => new Database(file, { readonly: true, fileMustExist: true, timeout: kind.busyTimeoutMs }));
}

function opened(file: string, kind: DatabaseKind, options: StoreDatabaseOptions, open: () => Database.Database): StoreDatabase {
  try {
    return new StoreDatabase(open(), file, { ...options, ...(options.log && { log: options.log.child(kind.name) }) });
  } catch (error) {
    throw toStoreError(error, file);
  }
}

/** What only an empty file can still be told; on another it would wait for the write lock in vain. */
function shapeNewFile(database: Database.Database, kind: DatabaseKind): void {
  if (kind.pageSize !== undefined) database.pragma(`page_size = ${kind.pageSize}`);
  database.pragma('auto_vacuum = INCREMENTAL');
}

/** A driver may decline a pragma without a word, so it is read back. */
function setPragma(database: Database.Database, file: string, name: string, value: string | number): void {
  database.pragma(`${name} = ${value}`);
  const actual = database.pragma(name, { simple: true });
  if (actual !== value) throw new AppError('UNAVAILABLE', `${file} cannot be used safely: ${name} is ${String(actual)} instead of ${value}.`, { file });
}

/** Versions before 3.51.3 can corrupt a WAL database that several connections reset at once. */
function checkSqliteVersion(): void {
  const probe = new Database(':memory:');
  const version = probe.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  probe.close();
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major * 1e6 + minor * 1e3 + patch < 3_051_003) {
    throw new AppError('UNAVAILABLE', `SQLite ${version} is too old to be trusted with the ledger; reinstall Tapedeck so that it brings at least 3.51.3.`);
  }
}

/**
 * Looks at a file through a read-only connection before anything may write to it: closing a writing connection
 * would fold the write-ahead log into a damaged file. All of it is read only where it may have changed since it was last known
 * to be whole; that takes seconds for a large one.
 */
function checkIntact(file: string, { log, isOpenElsewhere = false }: OpenDatabaseOptions): void {
  if (!existsSync(file)) return;
  if (statSync(file).size === 0) {
    if (findNewestBackup(file) !== null) throw damagedDatabase(file, 'it is empty');
    return;
  }
  const isTrusted = isOpenElsewhere || wasClosedProperly(file);
  if (!isTrusted) log?.info('a database was not closed properly or was changed; all of it is checked', { file });
  const finding = inspect(file, isTrusted ? checkHeader : checkAll);
  if (finding !== 'ok') throw damagedDatabase(file, finding);
}

function inspect(file: string, look: (probe: Database.Database) => string): string {
  try {
    const probe = new Database(file, { readonly: true });
    try {
      return look(probe);
    } finally {
      probe.close();
    }
  } catch (error) {
    throw toStoreError(error, file);
  }
}

const checkAll = (probe: Database.Database): string => String(probe.pragma('quick_check(1)', { simple: true })).replaceAll(/\s+/g, ' ');

/** Reads the header and the schema, whatever the size of the file. */
function checkHeader(probe: Database.Database): string {
  probe.prepare('SELECT count(*) FROM sqlite_schema').get();
  return 'ok';
}
