import { parentPort } from 'node:worker_threads';

// A worker that ends at the first request.
parentPort?.on('message', () => process.exit(3));
