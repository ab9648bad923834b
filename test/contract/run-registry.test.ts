import Database from 'better-sqlite3';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openBarStore, openRunRegistry } from '../../src/main/adapters/store/index.ts';
import { bodyOf, newResult, newRun, spec, testRunRegistryContract } from './test-run-registry-contract.ts';
import { barsAt, everything, series } from './test-bar-store-contract.ts';

const root = mkdtempSync(join(tmpdir(), 'tapedeck-runs-'));
afterAll(() => rmSync(root, { recursive: true }));
const newFolder = (): string => mkdtempSync(join(root, 'folder-'));

testRunRegistryContract('research.db on this thread', () => openRunRegistry(newFolder(), { mode: 'shared' }));
// Starting a thread for each test would take most of the time, so one is started and the database is emptied.
const ownedFolder = newFolder();
const owned = openRunRegistry(ownedFolder, { mode: 'owner' });
afterAll(() => owned.dispose());
testRunRegistryContract('research.db behind the writing thread', () => {
  empty(join(ownedFolder, 'research.db'));
  return { ...owned, dispose: async () => {} };
});

function empty(file: string): void {
  if (!existsSync(file)) return;
  const database = new Database(file);
  database.pragma('foreign_keys = OFF');
  const tables = database.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all();
  for (const table of tables) database.exec(`DELETE FROM ${table}`);
  database.close();
}

describe('research.db', () => {
  it('takes runs of a one-shot command while the owner of the folder writes too', async () => {
    const folder = newFolder();
    const owner = openRunRegistry(folder);
    const command = openRunRegistry(folder, { mode: 'shared' });
    const writeAll = async (prefix: string, registry: typeof owner): Promise<void> => {
      for (let i = 0; i < 50; i++) {
        await registry.create(newRun(`${prefix}${i}`), spec);
        await registry.saveResult(`${prefix}${i}`, bodyOf(newResult(`${prefix}${i}`, 100)));
      }
    };
    await Promise.all([writeAll('owner', owner), writeAll('command', command)]);
    expect(await owner.countTrials('sma-cross on GOOG')).toBe(100);
    expect(await command.loadResult('owner49')).toEqual(newResult('owner49', 100));
    await command.dispose();
    await owner.dispose();
  });

  it('shares its writing thread with the bars, and closes with the last of them', async () => {
    const folder = newFolder();
    const registry = openRunRegistry(folder);
    const bars = await openBarStore(folder);
    await registry.create(newRun('a'), spec);
    await bars.append(series('ACME'), barsAt([0]), { isKept: false, onConflict: 'refuse' });
    await registry.dispose();
    expect((await bars.read(series('ACME'), everything)).time.length).toBe(1);
    await bars.dispose();
    await expect(bars.append(series('ACME'), barsAt([1]), { isKept: false, onConflict: 'refuse' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const again = openRunRegistry(folder);
    expect(await again.get('a')).toEqual(newRun('a'));
    await again.dispose();
  });
});
