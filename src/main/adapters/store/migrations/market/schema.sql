CREATE TABLE series (
  series_id INTEGER PRIMARY KEY,
  instrument_id TEXT NOT NULL,
  timeframe TEXT NOT NULL,
  is_kept INTEGER NOT NULL,
  rolled_up_from INTEGER REFERENCES series (series_id),
  seq INTEGER NOT NULL,
  bars INTEGER NOT NULL DEFAULT 0,
  recent_bars INTEGER NOT NULL DEFAULT 0,
  from_ms INTEGER,
  to_ms INTEGER,
  retention_ms INTEGER,
  trimmed_to_ms INTEGER,
  UNIQUE (instrument_id, timeframe)
) STRICT;

CREATE TABLE recent_bars (
  series_id INTEGER NOT NULL REFERENCES series (series_id),
  time_ms INTEGER NOT NULL,
  open REAL NOT NULL,
  high REAL NOT NULL,
  low REAL NOT NULL,
  close REAL NOT NULL,
  volume REAL NOT NULL,
  PRIMARY KEY (series_id, time_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE bar_chunks (
  chunk_id INTEGER PRIMARY KEY,
  series_id INTEGER NOT NULL REFERENCES series (series_id),
  from_ms INTEGER NOT NULL,
  to_ms INTEGER NOT NULL,
  bars INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (series_id, from_ms)
) STRICT;

CREATE TABLE changes (last_seq INTEGER NOT NULL) STRICT;

CREATE TABLE instruments (
  instrument_id TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT;
