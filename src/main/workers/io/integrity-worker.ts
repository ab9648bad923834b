import Database from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';

// Reads a whole database file, which may take seconds, and says what SQLite finds; an unreadable file ends the thread with an error.
const database = new Database(String(workerData), { readonly: true, fileMustExist: true });
parentPort?.postMessage(String(database.pragma('quick_check(1)', { simple: true })));
database.close();
