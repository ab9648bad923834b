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
