import type { MessagePort } from 'node:worker_threads';
import { BarDatabase, marketDatabase } from '../bars/bar-database.ts';
import { openDatabaseForReading } from '../open-database.ts';
import { serveStore } from './serve-store.ts';

/** Serves bars through a read-only connection. */
export const serveReads = (port: MessagePort, folder: string): void =>
  serveStore(port, { bars: (log) => new BarDatabase(openDatabaseForReading(folder, marketDatabase, { log })) });
