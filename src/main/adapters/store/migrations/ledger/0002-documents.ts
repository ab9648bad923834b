import type { Migration } from '../migration.ts';

/** Settings and layouts, and those that could not be read when they were replaced. */
export const documents: Migration = {
  number: 2,
  name: 'documents',
  sql: `
    CREATE TABLE documents (
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      version INTEGER NOT NULL,
      saved_at_ms INTEGER NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (kind, name)
    ) STRICT;

    CREATE TABLE documents_set_aside (
      seq INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      version INTEGER NOT NULL,
      saved_at_ms INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
  `,
};
