import { parentPort, workerData } from 'node:worker_threads';
import type { FileFindings } from '../../adapters/store/examine-file.ts';
import { openToLook } from '../../adapters/store/open-to-look.ts';

/** Reads a whole database file, which may take seconds; an unreadable file ends the thread with an error. */
function examine(file: string): FileFindings {
  const database = openToLook(file);
  try {
    return {
      integrity: String(database.pragma('quick_check(1)', { simple: true })).replaceAll(/\s+/g, ' '),
      journalMode: String(database.pragma('journal_mode', { simple: true })),
      schemaVersion: Number(database.pragma('user_version', { simple: true })),
    };
  } finally {
    database.close();
  }
}

parentPort?.postMessage(examine(String(workerData)));
