import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ledgerMigrations } from './ledger/index.ts';
import { marketMigrations } from './market/index.ts';
import { migrate } from './migrate.ts';
import { researchMigrations } from './research/index.ts';

/** Tables and columns that once existed. A name that comes back would read old data with a new meaning. */
const retiredNames: Readonly<Record<string, readonly string[]>> = { ledger: [], market: [], research: [] };

function builtSchema(migrations: typeof ledgerMigrations): string {
  const database = new Database(':memory:');
  migrate(database, ':memory:', migrations);
  const statements = database
    .prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid')
    .pluck()
    .all();
  database.close();
  return `${statements.map((sql) => `${sql.replaceAll(/\n {4}/g, '\n')};`).join('\n\n')}\n`;
}

describe.each([
  ['ledger', ledgerMigrations],
  ['market', marketMigrations],
  ['research', researchMigrations],
] as const)('the schema of %s.db', (name, migrations) => {
  it('is the one in schema.sql: a change is a new migration and shows in that file', () => {
    expect(builtSchema(migrations)).toBe(readFileSync(new URL(`./${name}/schema.sql`, import.meta.url), 'utf8'));
  });

  it('comes of steps numbered from 1 without a gap', () => {
    expect(migrations.map((step) => step.number)).toEqual(migrations.map((_, i) => i + 1));
  });

  it('only ever grows', () => {
    for (const step of migrations) expect(step.sql, step.name).not.toMatch(/\b(DROP|RENAME)\b/i);
  });

  it('brings no retired name back', () => {
    const words = new Set(builtSchema(migrations).split(/\W+/));
    expect(retiredNames[name]?.filter((word) => words.has(word))).toEqual([]);
  });
});
