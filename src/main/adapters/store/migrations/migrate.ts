import type Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { AppError } from '../../../core/kernel/index.ts';
import { backUpDatabase } from '../back-up.ts';
import type { Migration } from './migration.ts';

/**
 * Applies the steps that a database lacks, in one transaction, after a backup where it holds data already.
 * The number of the last step lives in `user_version`. A database that knows more steps than we do is refused.
 */
export function migrate(database: Database.Database, file: string, migrations: readonly Migration[]): void {
  const latest = migrations.length;
  const version = schemaVersion(database);
  if (version > latest) {
    throw new AppError(
      'UNAVAILABLE',
      `${file} was written by a newer Tapedeck (schema ${version}, this one knows ${latest}); update Tapedeck or choose another data folder.`,
      { file, version, latest },
    );
  }
  if (version === latest) return;
  if (version > 0) backUpDatabase(database, file, `schema${version}`);
  database.function('sha256', { deterministic: true }, (text) => createHash('sha256').update(String(text)).digest('hex'));
  database
    .transaction(() => {
      // Read again under the write lock: another process may have migrated in the meantime.
      for (const step of migrations.slice(schemaVersion(database))) database.exec(step.sql);
      database.pragma(`user_version = ${latest}`);
    })
    .immediate();
}

const schemaVersion = (database: Database.Database): number => Number(database.pragma('user_version', { simple: true }));
