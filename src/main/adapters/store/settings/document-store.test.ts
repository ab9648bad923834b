import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { epochMs } from '../../../../contract/model/units.ts';
import { ledgerDatabase } from '../ledger-store.ts';
import { ledgerMigrations } from '../migrations/ledger/index.ts';
import { openDatabase } from '../open-database.ts';
import { createDocumentStore } from './document-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tapedeck-documents-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const document = (version: number, text: string) => ({ version, savedAtMs: epochMs(version), text });

it('a save that does not fit on the disk leaves the document before it, and nothing is set aside', () => {
  const database = openDatabase(folder, ledgerDatabase);
  const store = createDocumentStore(database);
  store.save('layout', 'desk', document(1, '{}'));
  database.pragma(`max_page_count = ${Number(database.pragma('page_count')) + 4}`);

  expect(() => store.save('layout', 'desk', document(2, 'x'.repeat(100_000)), { setsAside: true })).toThrow(expect.objectContaining({ code: 'UNAVAILABLE', message: expect.stringContaining('The disk is full') }));
  expect(store.load('layout', 'desk')).toEqual(document(1, '{}'));
  expect(store.loadSetAside('layout', 'desk')).toEqual([]);
  database.dispose();
});

it('a ledger from before there were documents gets room for them and keeps its events', () => {
  const old = openDatabase(folder, { ...ledgerDatabase, migrations: ledgerMigrations.slice(0, 1) });
  old.query<[]>('an event', 'INSERT INTO events VALUES (1, \'order:a\', 1, \'noted\', 1, 5, NULL, NULL, \'"kept"\')').run();
  old.dispose();

  const database = openDatabase(folder, ledgerDatabase);
  const store = createDocumentStore(database);
  expect(store.list('layout')).toEqual([]);
  store.save('settings', 'main', document(1, '{}'));
  expect(store.load('settings', 'main')).toEqual(document(1, '{}'));
  expect(database.query<[], { body: string }>('events', 'SELECT body FROM events').all()).toEqual([{ body: '"kept"' }]);
  database.dispose();
});
