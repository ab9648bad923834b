import { existsSync } from 'node:fs';
import type { Probe, ProbeFinding } from '../../core/system/ports.ts';
import { findNewestBackup } from './back-up.ts';
import { marketDatabase } from './bars/bar-database.ts';
import { checkIntegrity } from './check-integrity.ts';
import { ledgerDatabase } from './ledger-store.ts';
import { databaseFile, openDatabaseForReading, type DatabaseKind } from './open-database.ts';
import { researchDatabase } from './runs/run-database.ts';

const titles: Readonly<Record<string, string>> = { ledger: 'Ledger of everything that trades', research: 'Record of runs', market: 'Stored bars' };

/** Whether a database is whole. */
const integrityProbe = (folder: string, kind: DatabaseKind): Probe => ({
  name: `${kind.name}-database`,
  title: titles[kind.name] ?? kind.name,
  async run(): Promise<ProbeFinding> {
    const file = databaseFile(folder, kind);
    if (!existsSync(file)) return { status: 'not-run', detail: 'nothing is stored yet', fix: null };
    const finding = await checkIntegrity(file).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    if (finding === 'ok') return { status: 'ok', detail: file, fix: null };
    const backup = findNewestBackup(file) ?? 'a backup of the file';
    return { status: 'failed', detail: `${file}: ${finding}`, fix: `Stop Tapedeck and put ${backup} in its place.` };
  },
});

/** Acknowledged orders are only safe in a journal that waits for the disk. */
const journalProbe = (folder: string): Probe => ({
  name: 'ledger-journal',
  title: 'Journal of the ledger',
  run(): ProbeFinding {
    if (!existsSync(databaseFile(folder, ledgerDatabase))) return { status: 'not-run', detail: 'nothing is stored yet', fix: null };
    const database = openDatabaseForReading(folder, ledgerDatabase);
    try {
      const mode = String(database.pragma('journal_mode'));
      return mode === 'wal'
        ? { status: 'ok', detail: 'write-ahead log', fix: null }
        : { status: 'failed', detail: `the journal mode is ${mode}`, fix: 'Another program has changed the file; start Tapedeck, which sets it again.' };
    } finally {
      database.dispose();
    }
  },
});

/** Checks of the databases in a data folder. */
export const storeProbes = (folder: string): readonly Probe[] => [
  journalProbe(folder), ...[ledgerDatabase, researchDatabase, marketDatabase].map((kind) => integrityProbe(folder, kind)),
];
