import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppError, messageOf } from '../../core/kernel/index.ts';
import type { EventStore, StoredEvent } from '../../core/ledger/ports.ts';
import type { Probe, ProbeFinding } from '../../core/system/ports.ts';
import { findNewestBackup } from './back-up.ts';
import { marketDatabase } from './bars/bar-database.ts';
import { examineFile } from './examine-file.ts';
import { createLedgerStore, ledgerDatabase } from './ledger-store.ts';
import { databaseFile, type DatabaseKind } from './open-database.ts';
import { openToLook } from './open-to-look.ts';
import { readOwner } from './ownership.ts';
import { researchDatabase } from './runs/run-database.ts';
import { StoreDatabase } from './store-database.ts';

const titles = { ledger: 'Ledger of everything that trades', research: 'Record of runs', market: 'Stored bars' } as const;

/** What is in no backup, and how to have it again. */
const losses = {
  ledger: 'orders, fills and positions begin anew',
  research: 'the record of runs begins anew',
  market: 'import your bars again',
} as const;

const ok = (detail: string): ProbeFinding => ({ status: 'ok', detail, fix: null });
const nothingStored: ProbeFinding = { status: 'not-run', detail: 'nothing is stored yet', fix: null };

/** A file that is not what was written, and the way back: a log that belongs to another file must not stay beside a backup. */
const damaged = (file: string, kind: DatabaseKind, finding: string): ProbeFinding => ({ status: 'failed', detail: `${file}: ${finding}`, fix: wayBack(file, kind) });

function wayBack(file: string, kind: DatabaseKind): string {
  const backup = findNewestBackup(file);
  return backup === null
    ? `There is no backup: stop Tapedeck and move ${file}, ${file}-wal and ${file}-shm away; ${losses[kind.name]}.`
    : `Stop Tapedeck, move ${file}, ${file}-wal and ${file}-shm away and put the backup ${backup} in the place of the first.`;
}

/** Whether a database is whole and of a schema that we know. */
const integrityProbe = (folder: string, kind: DatabaseKind): Probe => ({
  name: `${kind.name}-database`,
  title: titles[kind.name],
  async run() {
    const file = databaseFile(folder, kind);
    if (!existsSync(file)) return nothingStored;
    if (statSync(file).size === 0) return findNewestBackup(file) === null ? nothingStored : damaged(file, kind, 'it is empty');
    try {
      const { integrity, schemaVersion } = await examineFile(file);
      if (integrity !== 'ok') return damaged(file, kind, integrity);
      const isNewer = schemaVersion > kind.migrations.length;
      return isNewer ? { status: 'failed', detail: `${file} was written by a newer Tapedeck`, fix: 'Update Tapedeck, or choose another data folder.' } : ok(file);
    } catch (error) {
      return damaged(file, kind, messageOf(error));
    }
  },
});

/** Acknowledged orders are only safe in a journal that waits for the disk. */
const journalProbe = (folder: string): Probe => ({
  name: 'ledger-journal',
  title: 'Journal of the ledger',
  async run() {
    const file = databaseFile(folder, ledgerDatabase);
    if (!existsSync(file) || statSync(file).size === 0) return nothingStored;
    const findings = await examineFile(file).catch(() => null);
    if (findings === null) return { status: 'not-run', detail: 'the ledger cannot be read', fix: null };
    return findings.journalMode === 'wal'
      ? ok('write-ahead log')
      : { status: 'failed', detail: `the journal mode is ${findings.journalMode}`, fix: 'Another program has changed the file; start Tapedeck, which sets it again.' };
  },
});

/** How long entries are read: all checks together should answer within some seconds. */
const readingMs = 4_000;
const pageSize = 200;

/** Whether this program can read the entries, the newest first, as many as there is time for. In pieces: beside it, others work. */
const entriesProbe = (folder: string, check: (entry: StoredEvent) => void): Probe => ({
  name: 'ledger-entries',
  title: 'Entries of the ledger',
  async run() {
    const file = databaseFile(folder, ledgerDatabase);
    if (!existsSync(file) || statSync(file).size === 0) return nothingStored;
    const findings = await examineFile(file).catch(() => null);
    if (findings?.integrity !== 'ok') return { status: 'not-run', detail: 'the ledger cannot be read', fix: null };
    if (findings.schemaVersion === 0) return nothingStored;
    const store = createLedgerStore(new StoreDatabase(openToLook(file), file));
    try {
      return ok(await readEntries(store, check));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { status: 'failed', detail: error.message, fix: `If a newer Tapedeck has written it, start that one. ${wayBack(file, ledgerDatabase)}` };
    } finally {
      store.dispose();
    }
  },
});

async function readEntries(store: EventStore, check: (entry: StoredEvent) => void): Promise<string> {
  const count = store.lastSeq();
  const giveUpAt = performance.now() + readingMs;
  let first = count + 1;
  while (first > 1 && performance.now() < giveUpAt) {
    const after = Math.max(0, first - 1 - pageSize);
    store.read(after, first - 1 - after).forEach(check);
    first = after + 1;
    await setImmediate();
  }
  return first > 1 ? `the newest ${count - first + 1} of ${count} can be read` : `all ${count} can be read`;
}

/** Whether the lock that keeps a second Tapedeck out can be used. */
const lockProbe = (folder: string): Probe => ({
  name: 'folder-lock',
  title: 'Lock of the data folder',
  run() {
    const file = join(folder, 'owner.db');
    if (!existsSync(file)) return { status: 'not-run', detail: 'the folder was not in use yet', fix: null };
    try {
      const owner = readOwner(folder);
      return ok(owner === null ? 'nobody uses the folder' : `in use by process ${owner.pid ?? 'unknown'}`);
    } catch (error) {
      return { status: 'failed', detail: messageOf(error), fix: `Stop every Tapedeck and delete ${file}; it holds nothing that could be lost.` };
    }
  },
});

/** Checks of the files in a data folder. They read only, and need nothing that could be opened. `checkEntry` throws at an entry of the ledger that cannot be read. */
export const storeProbes = (folder: string, checkEntry: (entry: StoredEvent) => void): readonly Probe[] => [
  lockProbe(folder), journalProbe(folder), entriesProbe(folder, checkEntry), ...[ledgerDatabase, researchDatabase, marketDatabase].map((kind) => integrityProbe(folder, kind)),
];
