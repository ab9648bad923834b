import { Worker } from 'node:worker_threads';
import { workerUrl } from '../../core/kernel/index.ts';

const underWay = new Map<string, Promise<string>>();

/**
 * What SQLite's quick check says of a file: `ok`, or the first fault. Runs in a thread of its own, because it reads all of the file;
 * asked for again while it runs, it is the same check.
 */
export function checkIntegrity(file: string): Promise<string> {
  const running = underWay.get(file);
  if (running !== undefined) return running;
  const check = new Promise<string>((resolve, reject) => {
    const worker = new Worker(workerUrl(import.meta.url, '../../workers/io/integrity-worker.ts'), { workerData: file });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`The check of ${file} ended without a finding.`)));
  }).finally(() => underWay.delete(file));
  underWay.set(file, check);
  return check;
}
