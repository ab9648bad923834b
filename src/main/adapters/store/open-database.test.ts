import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError, silentLog, type LogFields } from '../../core/kernel/index.ts';
import { openDatabase, openDatabaseForReading, type DatabaseKind } from './open-database.ts';

const kind: DatabaseKind = {
  name: 'research',
  synchronous: 'FULL',
  migrations: [{ number: 1, name: 'numbers', sql: 'CREATE TABLE numbers (n INTEGER PRIMARY KEY, text TEXT)' }],
  busyTimeoutMs: 100,
};

describe('a database file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-database-'));
    file = join(folder, 'research.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function fill(rows: number): void {
    const database = openDatabase(folder, kind);
    const insert = database.query<[string]>('insert', 'INSERT INTO numbers (text) VALUES (?)');
    database.write('fill', () => {
      for (let i = 0; i < rows; i++) insert.run('some text that takes room '.repeat(10));
    });
    database.dispose();
  }
  const failure = (): AppError => {
    try {
      openDatabase(folder, kind).dispose();
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
    throw new Error('a damaged file was opened');
  };

  it('is kept as its kind says', () => {
    for (const [synchronous, level] of [['FULL', 2], ['NORMAL', 1]] as const) {
      const database = openDatabase(folder, { ...kind, synchronous });
      expect(database.pragma('journal_mode')).toBe('wal');
      expect(database.pragma('synchronous')).toBe(level);
      expect(database.pragma('foreign_keys')).toBe(1);
      expect(database.pragma('busy_timeout')).toBe(100);
      database.dispose();
    }
  });

  it('cannot be written through a reading connection', () => {
    fill(1);
    const reader = openDatabaseForReading(folder, kind);
    expect(reader.query<[], { n: number }>('read', 'SELECT n FROM numbers').all()).toEqual([{ n: 1 }]);
    expect(() => reader.query('write', 'DELETE FROM numbers').run()).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
    reader.dispose();
  });

  it('logs a slow call with its name', () => {
    const lines: [string, LogFields | undefined][] = [];
    const log = { ...silentLog, info: (message: string, fields?: LogFields) => lines.push([message, fields]), child: () => log };
    const database = openDatabase(folder, kind, { log, slowQueryMs: 0 });
    database.query('count numbers', 'SELECT count(*) FROM numbers').get();
    database.dispose();
    expect(lines).toContainEqual(['slow query', expect.objectContaining({ query: 'count numbers', file })]);
  });

  it('that another process keeps locked is said to be busy', () => {
    fill(1);
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const database = openDatabase(folder, kind);
    expect(() => database.write('add', () => 1)).toThrow(expect.objectContaining({ code: 'UNAVAILABLE', message: expect.stringContaining('busy') }));
    other.exec('ROLLBACK');
    expect(database.write('add', () => 1)).toBe(1);
    database.dispose();
    other.close();
  });

  function linesOfOpening(at = folder): string[] {
    const lines: string[] = [];
    const log = { ...silentLog, info: (message: string) => lines.push(message), child: () => log };
    openDatabase(at, kind, { log }).dispose();
    return lines;
  }
  const checksAll = expect.arrayContaining([expect.stringContaining('all of it is checked')]);

  it('that was closed properly is not read as a whole when it is opened again', () => {
    fill(500);
    expect(linesOfOpening()).not.toEqual(checksAll);
    expect(linesOfOpening(), 'nor the time after').not.toEqual(checksAll);
  });

  it('is read as a whole after an end that was not a clean one', () => {
    fill(500);
    const copy = join(folder, 'copy');
    mkdirSync(copy);
    const database = openDatabase(folder, kind);
    database.query('change', 'UPDATE numbers SET text = NULL WHERE n = 1').run();
    // What a kill would leave behind at this moment.
    for (const name of readdirSync(folder).filter((one) => one.startsWith('research.db'))) copyFileSync(join(folder, name), join(copy, name));
    database.dispose();
    expect(linesOfOpening(copy)).toEqual(checksAll);
    expect(linesOfOpening(copy), 'and is trusted once it was closed').not.toEqual(checksAll);
  });

  it('is not declared whole by one connection while another one writes', () => {
    fill(500);
    const writer = openDatabase(folder, kind);
    writer.query('change', 'UPDATE numbers SET text = NULL WHERE n = 1').run();
    openDatabase(folder, kind).dispose();
    expect(linesOfOpening()).toEqual(checksAll);
    writer.dispose();
    expect(linesOfOpening()).not.toEqual(checksAll);
  });

  it('is read as a whole when something else has changed it since', () => {
    fill(500);
    overwrite(file, 0, readFileSync(file).subarray(0, 100));
    expect(linesOfOpening()).toEqual(checksAll);
  });

  const damages: readonly [string, () => void][] = [
    ['wiped in the middle', () => overwrite(file, 8_192, Buffer.alloc(8_192))],
    ['with another header', () => overwrite(file, 0, Buffer.from('not a database at all'))],
    ['cut short', () => truncateSync(file, 20_000)],
    ['replaced by text', () => writeFileSync(file, 'hello '.repeat(2_000))],
  ];
  it.each(damages)('%s is refused, named with its newest backup, and left byte for byte as it was', (_, damage) => {
    fill(500);
    mkdirSync(join(folder, 'backups'));
    for (const name of ['research-20260101T000000000Z-a.db', 'research-20260201T000000000Z-b.db', 'ledger-20270101T000000000Z-c.db', 'research-2028.db.partial']) {
      copyFileSync(file, join(folder, 'backups', name));
    }
    damage();
    const before = hashes(folder);
    const error = failure();
    expect(error.code).toBe('UNAVAILABLE');
    expect(error.message).toContain(file);
    expect(error.message).toContain('damaged');
    expect(error.message).toContain('research-20260201T000000000Z-b.db');
    expect(hashes(folder)).toEqual(before);
  });

  it('that is damaged and has work in its write-ahead log is not touched either', () => {
    fill(500);
    const writer = new Database(file);
    writer.exec('INSERT INTO numbers (text) VALUES (\'in the log\')');
    const copy = join(folder, 'copy');
    mkdirSync(copy);
    for (const suffix of ['', '-wal']) copyFileSync(`${file}${suffix}`, join(copy, `research.db${suffix}`));
    writer.close();
    overwrite(join(copy, 'research.db'), 40_960, Buffer.alloc(40_960));
    const before = hashes(copy);
    expect(() => openDatabase(copy, kind)).toThrow('damaged');
    expect(hashes(copy)).toEqual(before);
  });

  it('without a backup says that there is none', () => {
    writeFileSync(file, 'hello '.repeat(2_000));
    expect(failure().message).toContain('there is no backup of it');
  });

  it('of no bytes is new where there is no backup, and damaged where there is one', () => {
    writeFileSync(file, '');
    openDatabase(folder, kind).dispose();
    writeFileSync(file, '');
    mkdirSync(join(folder, 'backups'));
    writeFileSync(join(folder, 'backups', 'research-20260101T000000000Z-a.db'), '');
    expect(failure().message).toContain('it is empty');
  });
});

function overwrite(file: string, offset: number, bytes: Buffer): void {
  const content = readFileSync(file);
  bytes.copy(content, offset);
  writeFileSync(file, content);
}

/** Every database file and log of a folder that holds anything; the shared-memory index is SQLite's scratch space. */
const hashes = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.db') || name.endsWith('-wal'))
      .map((name) => [name, readFileSync(join(folder, name))] as const)
      .filter(([, content]) => content.length > 0)
      .map(([name, content]) => [name, createHash('sha256').update(content).digest('hex')]),
  );
