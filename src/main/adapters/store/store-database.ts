import type Database from 'better-sqlite3';
import { silentLog, type Disposable, type Log } from '../../core/kernel/index.ts';
import { toStoreError } from './store-error.ts';

/** A prepared statement under a name. Errors of the disk arrive as AppError; slow calls are logged with the name. */
export type Query<P extends unknown[], R = never> = {
  run(...params: P): Database.RunResult;
  get(...params: P): R | undefined;
  all(...params: P): R[];
};

export type StoreDatabaseOptions = {
  readonly log?: Log;
  /** Calls that take longer are logged with their name, in milliseconds. */
  readonly slowQueryMs?: number;
  /** Called once the connection is closed. */
  readonly onClosed?: () => void;
};

/** The one door to a database file: named statements and transactions. */
export class StoreDatabase implements Disposable {
  readonly file: string;
  readonly #database: Database.Database;
  readonly #log: Log;
  readonly #slowQueryMs: number;
  readonly #onClosed: () => void;

  constructor(database: Database.Database, file: string, options: StoreDatabaseOptions = {}) {
    this.#database = database;
    this.file = file;
    this.#log = options.log ?? silentLog;
    this.#slowQueryMs = options.slowQueryMs ?? 50;
    this.#onClosed = options.onClosed ?? (() => {});
  }

  query<P extends unknown[], R = never>(name: string, sql: string): Query<P, R> {
    const statement = this.#translated(() => this.#database.prepare<unknown[], R>(sql));
    return {
      run: (...params) => this.#timed(name, () => statement.run(...params)),
      get: (...params) => this.#timed(name, () => statement.get(...params)),
      all: (...params) => this.#timed(name, () => statement.all(...params)),
    };
  }

  /** All or nothing, holding the write lock from the start, so that what it reads cannot change under it. */
  write<T>(name: string, run: () => T): T {
    return this.#timed(name, () => this.#database.transaction(run).immediate());
  }

  /** Several reads that see one and the same state. */
  readAll<T>(name: string, run: () => T): T {
    return this.#timed(name, () => this.#database.transaction(run).deferred());
  }

  /** The first value a pragma gives; run to its end, which some need for their whole effect. */
  pragma(source: string): unknown {
    const rows = this.#timed(`pragma ${source}`, () => this.#database.pragma(source)) as readonly Record<string, unknown>[];
    return rows[0] === undefined ? undefined : Object.values(rows[0])[0];
  }

  dispose(): void {
    if (!this.#database.open) return;
    this.#database.close();
    this.#onClosed();
  }

  #timed<T>(name: string, run: () => T): T {
    const start = performance.now();
    const value = this.#translated(run);
    const ms = performance.now() - start;
    if (ms > this.#slowQueryMs) this.#log.info('slow query', { file: this.file, query: name, ms: Math.round(ms) });
    return value;
  }

  #translated<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw toStoreError(error, this.file);
    }
  }
}
