import type { MessagePort } from 'node:worker_threads';
import { BarDatabase, marketDatabase } from '../bars/bar-database.ts';
import { openDatabase } from '../open-database.ts';
import { ResearchDatabase } from '../runs/research-database.ts';
import { researchDatabase } from '../runs/run-database.ts';
import { serveStore } from './serve-store.ts';

/** Serves both databases for writing. */
export const serveWrites = (port: MessagePort, folder: string): void =>
  serveStore(port, {
    bars: (log) => new BarDatabase(openDatabase(folder, marketDatabase, { log })),
    runs: (log) => new ResearchDatabase(openDatabase(folder, researchDatabase, { log })),
  });
