import type { Migration } from '../migration.ts';

/** What people write about runs: tags as a JSON list, and a note. */
export const runNotes: Migration = {
  number: 4,
  name: 'run-notes',
  sql: `
    CREATE TABLE run_notes (
      run_id TEXT PRIMARY KEY REFERENCES runs (run_id),
      tags TEXT NOT NULL,
      note TEXT NOT NULL,
      changed_at_ms INTEGER NOT NULL
    ) STRICT;
  `,
};
