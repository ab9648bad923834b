import type { Migration } from '../migration.ts';

/** Sessions on paper: what each is made of, the bars that it saw, and the journal that it wrote. Bars and lines are only ever added. */
export const paperSessions: Migration = {
  number: 5,
  name: 'paper-sessions',
  sql: `
    CREATE TABLE paper_sessions (
      session_id TEXT PRIMARY KEY,
      spec TEXT NOT NULL,
      state TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE paper_bars (
      session_id TEXT NOT NULL REFERENCES paper_sessions (session_id),
      series INTEGER NOT NULL,
      time_ms INTEGER NOT NULL,
      open REAL NOT NULL,
      high REAL NOT NULL,
      low REAL NOT NULL,
      close REAL NOT NULL,
      volume REAL NOT NULL,
      origin INTEGER NOT NULL,
      PRIMARY KEY (session_id, series, time_ms)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER paper_bars_stay BEFORE UPDATE ON paper_bars BEGIN
      SELECT RAISE(ABORT, 'A bar that a session recorded stays as it is.');
    END;

    CREATE TABLE paper_journals (
      session_id TEXT NOT NULL REFERENCES paper_sessions (session_id),
      first_line INTEGER NOT NULL,
      lines TEXT NOT NULL,
      PRIMARY KEY (session_id, first_line)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER paper_journals_stay BEFORE UPDATE ON paper_journals BEGIN
      SELECT RAISE(ABORT, 'What a session wrote down stays as it is.');
    END;
  `,
};
