import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { epochMs } from '../../../contract/model/units.ts';
import type { NewEvent } from '../../core/ledger/ports.ts';
import { createLedgerStore, ledgerDatabase, openLedgerStore } from './ledger-store.ts';
import { openDatabase } from './open-database.ts';

const noted = (size: number): NewEvent => ({
  stream: 'order:a', type: 'noted', version: 1, timeMs: epochMs(0), causationId: null, correlationId: null, body: 'x'.repeat(size),
});

describe('the ledger on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-ledger-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('records none of an append that does not fit on the disk, says so, and goes on when there is room again', () => {
    const database = openDatabase(folder, ledgerDatabase);
    const store = createLedgerStore(database);
    store.append([noted(10)]);
    database.pragma(`max_page_count = ${Number(database.pragma('page_count')) + 4}`);

    const many = Array.from({ length: 20 }, () => noted(4_000));
    expect(() => store.append(many)).toThrow(expect.objectContaining({ code: 'UNAVAILABLE', message: expect.stringContaining('The disk is full: nothing was written') }));
    expect(store.lastSeq()).toBe(1);
    expect(store.append([noted(10)])[0], 'what fits is still recorded').toMatchObject({ seq: 2, streamSeq: 2 });

    database.pragma('max_page_count = 100000');
    expect(store.append(many).at(-1)).toMatchObject({ seq: 22, streamSeq: 22 });
    expect(database.pragma('quick_check')).toBe('ok');
    store.dispose();
  });

  it('does not change or delete what was recorded, even for a program that tries', () => {
    const store = openLedgerStore(folder);
    store.append([noted(1)]);
    store.dispose();
    const raw = new Database(join(folder, 'ledger.db'));
    expect(() => raw.exec('UPDATE events SET body = \'1\'')).toThrow('append-only');
    expect(() => raw.exec('DELETE FROM events')).toThrow('append-only');
    raw.close();
  });
});
