CREATE TABLE runs (
  run_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  hypothesis TEXT NOT NULL,
  title TEXT NOT NULL,
  status TEXT NOT NULL,
  progress REAL NOT NULL,
  failure TEXT,
  result_hash TEXT,
  created_at_ms INTEGER NOT NULL,
  finished_at_ms INTEGER,
  spec TEXT NOT NULL
) STRICT;

CREATE INDEX runs_by_time ON runs (created_at_ms);

CREATE INDEX runs_by_hypothesis ON runs (hypothesis);

CREATE INDEX unfinished_runs ON runs (status) WHERE status IN ('queued', 'running');

CREATE TABLE results (
  run_id TEXT PRIMARY KEY REFERENCES runs (run_id),
  body BLOB NOT NULL
) STRICT;

CREATE TABLE trials (
  run_id TEXT NOT NULL REFERENCES runs (run_id),
  trial INTEGER NOT NULL,
  params TEXT NOT NULL,
  metrics TEXT NOT NULL,
  PRIMARY KEY (run_id, trial)
) STRICT, WITHOUT ROWID;

CREATE TABLE verdicts (
  run_id TEXT PRIMARY KEY REFERENCES runs (run_id),
  body TEXT NOT NULL
) STRICT;

CREATE TABLE run_notes (
  run_id TEXT PRIMARY KEY REFERENCES runs (run_id),
  tags TEXT NOT NULL,
  note TEXT NOT NULL,
  changed_at_ms INTEGER NOT NULL
) STRICT;

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

CREATE TABLE replays (
  replay_id TEXT PRIMARY KEY,
  created_at_ms INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  body TEXT NOT NULL,
  score TEXT
) STRICT;

CREATE INDEX replays_by_time ON replays (created_at_ms);

CREATE TABLE replay_intents (
  replay_id TEXT NOT NULL REFERENCES replays (replay_id),
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  dropped_by INTEGER,
  PRIMARY KEY (replay_id, number)
) STRICT, WITHOUT ROWID;
