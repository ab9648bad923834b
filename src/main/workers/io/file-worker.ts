import { parentPort } from 'node:worker_threads';
import type { ReadAnswer, ReadRequest } from '../../adapters/files/file-worker-messages.ts';
import { previewBarFile, readBarFile } from '../../adapters/files/read-bar-file.ts';

/** Progress is told at most ten times a second. */
const progressIntervalMs = 100;

const port = parentPort;
if (port === null) throw new Error('The file worker runs as a worker thread only.');
const answer = (message: ReadAnswer): void => port.postMessage(message);

port.on('message', ({ id, kind, path, options, limits, stop }: ReadRequest) => {
  const stopFlag = new Int32Array(stop);
  let toldAt = performance.now();
  const onBytes = (bytesRead: number, size: number): boolean => {
    const now = performance.now();
    if (now - toldAt >= progressIntervalMs) {
      toldAt = now;
      answer({ id, kind: 'progress', share: Math.min(1, bytesRead / size) });
    }
    return Atomics.load(stopFlag, 0) === 0;
  };
  const read = (): ReadAnswer => {
    const result = readBarFile(path, options, limits, onBytes);
    return result === null ? { id, kind: 'stopped' } : { id, kind: 'done', result };
  };
  const preview = (): ReadAnswer => {
    const found = previewBarFile(path, options, limits, onBytes);
    return found === null ? { id, kind: 'stopped' } : { id, kind: 'previewed', preview: found };
  };
  try {
    answer(kind === 'read' ? read() : preview());
  } catch (error) {
    answer({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
