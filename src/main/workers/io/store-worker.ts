import { parentPort, workerData } from 'node:worker_threads';
import { serveWrites } from '../../adapters/store/threads/serve-writes.ts';

// The one writer of market.db and research.db.
if (parentPort !== null) serveWrites(parentPort, workerData as string);
