import type { Migration } from '../migration.ts';

/** Replays with where they stand, and all that was asked for in them: what was dropped for something else stays, marked with the number of that. */
export const replays: Migration = {
  number: 6,
  name: 'replays',
  sql: `
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
  `,
};
