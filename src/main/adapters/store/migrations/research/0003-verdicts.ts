import type { Migration } from '../migration.ts';

/** The last verdict on a run, which knows what its bars showed when they were at hand. */
export const verdicts: Migration = {
  number: 3,
  name: 'verdicts',
  sql: `
    CREATE TABLE verdicts (
      run_id TEXT PRIMARY KEY REFERENCES runs (run_id),
      body TEXT NOT NULL
    ) STRICT;
  `,
};
