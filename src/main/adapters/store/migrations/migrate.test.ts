import Database from 'better-sqlite3';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../core/kernel/index.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration.ts';

const first: Migration = { number: 1, name: 'notes', sql: 'CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES (\'kept\')' };
const second: Migration = { number: 2, name: 'author', sql: 'ALTER TABLE notes ADD COLUMN author TEXT' };
const broken: Migration = { number: 3, name: 'broken', sql: 'CREATE TABLE half (a); CREATE TABLE half (a)' };

describe('migrations', () => {
  let folder: string;
  let file: string;
  let database: Database.Database;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-migrate-'));
    file = join(folder, 'ledger.db');
    database = new Database(file);
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  const version = (): unknown => database.pragma('user_version', { simple: true });
  const backups = (): string[] => readdirSync(folder).includes('backups') ? readdirSync(join(folder, 'backups')) : [];

  it('apply to an empty file without a backup', () => {
    migrate(database, file, [first, second]);
    expect(database.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept', author: null }]);
    expect(version()).toBe(2);
    expect(backups()).toEqual([]);
  });

  it('apply only what is missing, after a backup that holds the data as it was', () => {
    migrate(database, file, [first]);
    migrate(database, file, [first, second]);
    expect(version()).toBe(2);
    const [name, ...more] = backups();
    expect(more).toEqual([]);
    const backup = new Database(join(folder, 'backups', name), { readonly: true });
    expect(backup.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept' }]);
    expect(backup.pragma('user_version', { simple: true })).toBe(1);
    backup.close();
  });

  it('do nothing when nothing is missing', () => {
    migrate(database, file, [first]);
    migrate(database, file, [first]);
    expect(database.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(1);
    expect(backups()).toEqual([]);
  });

  it('leave everything as it was when one step fails', () => {
    migrate(database, file, [first]);
    expect(() => migrate(database, file, [first, second, broken])).toThrow('half');
    expect(version()).toBe(1);
    expect(database.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept' }]);
  });

  it('refuse a database of a newer version and say what to do', () => {
    migrate(database, file, [first, second]);
    const attempt = (): void => migrate(database, file, [first]);
    expect(attempt).toThrow(AppError);
    expect(attempt).toThrow(/newer Tapedeck \(schema 2, this one knows 1\); update Tapedeck/);
    expect(version()).toBe(2);
  });
});
