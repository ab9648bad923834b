import { parentPort, workerData } from 'node:worker_threads';
import { serveReads } from '../../adapters/store/threads/serve-reads.ts';

// Reads market.db beside the writer.
if (parentPort !== null) serveReads(parentPort, workerData as string);
