import { Worker } from 'node:worker_threads';
import { workerUrl } from '../../core/kernel/index.ts';

/** What SQLite says of a database file. */
export type FileFindings = {
  /** `ok`, or the first fault of the quick check. */
  readonly integrity: string;
  readonly journalMode: string;
  /** Number of the last migration that the file has seen. */
  readonly schemaVersion: number;
};

const underWay = new Map<string, Promise<FileFindings>>();

/**
 * Reads all of a database file in a thread of its own and changes nothing; rejects where it cannot be read. Asked for again while it
 * runs, it is the same examination.
 */
export function examineFile(file: string): Promise<FileFindings> {
  const running = underWay.get(file);
  if (running !== undefined) return running;
  const examination = new Promise<FileFindings>((resolve, reject) => {
    const worker = new Worker(workerUrl(import.meta.url, '../../workers/io/integrity-worker.ts'), { workerData: file });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`The check of ${file} ended without a finding.`)));
  }).finally(() => underWay.delete(file));
  underWay.set(file, examination);
  return examination;
}
