import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../core/kernel/index.ts';
import type { Probe, ProbeFinding } from '../../core/system/ports.ts';
import { findNewestBackup } from './back-up.ts';
import { marketDatabase } from './bars/bar-database.ts';
import { examineFile } from './examine-file.ts';
import { ledgerDatabase } from './ledger-store.ts';
import { databaseFile, type DatabaseKind } from './open-database.ts';
import { readOwner } from './ownership.ts';
import { researchDatabase } from './runs/run-database.ts';

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
function damaged(file: string, kind: DatabaseKind, finding: string): ProbeFinding {
  const backup = findNewestBackup(file);
  const fix = backup === null
    ? `There is no backup: stop Tapedeck and move ${file}, ${file}-wal and ${file}-shm away; ${losses[kind.name]}.`
    : `Stop Tapedeck, move ${file}, ${file}-wal and ${file}-shm away and put the backup ${backup} in the place of the first.`;
  return { status: 'failed', detail: `${file}: ${finding}`, fix };
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

/** Checks of the files in a data folder. They read only, and need nothing that could be opened. */
export const storeProbes = (folder: string): readonly Probe[] => [
  lockProbe(folder), journalProbe(folder), ...[ledgerDatabase, researchDatabase, marketDatabase].map((kind) => integrityProbe(folder, kind)),
];
