import { AppError } from '../../../core/kernel/index.ts';
import type { BarOrigin, PaperSpec, PaperState, RecordedBar, StoredPaperSession } from '../../../core/paper-sessions/ports.ts';
import { toJsonText } from '../json-text.ts';
import type { Query, StoreDatabase } from '../store-database.ts';

type SessionRow = { session_id: string; spec: string; state: string; created_at_ms: number };
type BarRow = Omit<RecordedBar, 'origin'> & { origin: number };

/** Sessions on paper in an open `research.db`. Each call is one transaction that is on disk when it returns. */
export class PaperTables {
  readonly #database: StoreDatabase;
  readonly #insert: Query<[string, string, string, number]>;
  readonly #list: Query<[], SessionRow>;
  readonly #update: Query<[string, string]>;
  readonly #addBar: Query<[string, number, number, number, number, number, number, number, number]>;
  readonly #bars: Query<[string], BarRow>;
  readonly #addLines: Query<[string, number, string]>;
  readonly #lines: Query<[string], { lines: string }>;
  readonly #remove: readonly Query<[string]>[];

  constructor(database: StoreDatabase) {
    this.#database = database;
    this.#insert = database.query('create session', 'INSERT INTO paper_sessions (session_id, spec, state, created_at_ms) VALUES (?, ?, ?, ?)');
    this.#list = database.query('list sessions', 'SELECT session_id, spec, state, created_at_ms FROM paper_sessions ORDER BY created_at_ms DESC, rowid DESC');
    this.#update = database.query('save state of session', 'UPDATE paper_sessions SET state = ? WHERE session_id = ?');
    this.#addBar = database.query('add bar of session', 'INSERT OR IGNORE INTO paper_bars (session_id, series, time_ms, open, high, low, close, volume, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#bars = database.query('load bars of session', 'SELECT series, time_ms AS time, open, high, low, close, volume, origin FROM paper_bars WHERE session_id = ? ORDER BY time_ms, series');
    this.#addLines = database.query('add lines of session', 'INSERT INTO paper_journals (session_id, first_line, lines) VALUES (?, ?, ?)');
    this.#lines = database.query('load lines of session', 'SELECT lines FROM paper_journals WHERE session_id = ? ORDER BY first_line');
    this.#remove = ['paper_journals', 'paper_bars', 'paper_sessions'].map((table) => database.query(`remove session from ${table}`, `DELETE FROM ${table} WHERE session_id = ?`));
  }

  create({ sessionId, spec, state, createdAtMs }: StoredPaperSession): void {
    this.#insert.run(sessionId, toJsonText(spec, `What session ${sessionId} is made of`), stateText(sessionId, state), createdAtMs);
  }

  list(): readonly StoredPaperSession[] {
    return this.#list.all().map(({ session_id: sessionId, spec, state, created_at_ms: createdAtMs }) => ({ sessionId, createdAtMs, spec: JSON.parse(spec) as PaperSpec, state: JSON.parse(state) as PaperState }));
  }

  saveState(sessionId: string, state: PaperState): void {
    const { changes } = this.#update.run(stateText(sessionId, state), sessionId);
    if (changes === 0) throw new AppError('NOT_FOUND', `There is no session ${sessionId} on paper.`);
  }

  appendBars(sessionId: string, bars: readonly RecordedBar[], state: PaperState): void {
    this.#database.write('append bars of session', () => {
      this.saveState(sessionId, state);
      for (const { series, time, open, high, low, close, volume, origin } of bars) this.#addBar.run(sessionId, series, time, open, high, low, close, volume, origin);
    });
  }

  loadBars(sessionId: string): readonly RecordedBar[] {
    return this.#bars.all(sessionId).map((row) => ({ ...row, origin: row.origin as BarOrigin }));
  }

  appendLines(sessionId: string, from: number, text: string, state: PaperState): void {
    this.#database.write('append lines of session', () => {
      this.saveState(sessionId, state);
      if (text !== '') this.#addLines.run(sessionId, from, text);
    });
  }

  loadLines(sessionId: string): string {
    return this.#lines.all(sessionId).map(({ lines }) => lines).join('');
  }

  remove(sessionId: string): void {
    this.#database.write('remove session', () => {
      for (const query of this.#remove) query.run(sessionId);
    });
  }
}

const stateText = (sessionId: string, state: PaperState): string => toJsonText(state, `The state of session ${sessionId}`);
