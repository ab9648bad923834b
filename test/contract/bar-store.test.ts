import Database from 'better-sqlite3';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createMemoryBarStore, openBarStore, openBarStoreInThread } from '../../src/main/adapters/store/index.ts';
import { barsAt, everything, range, series, testBarStoreContract } from './test-bar-store-contract.ts';

const root = mkdtempSync(join(tmpdir(), 'tapedeck-bars-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newFolder = (): string => mkdtempSync(join(root, 'folder-'));

testBarStoreContract('memory', createMemoryBarStore);
testBarStoreContract('market.db on this thread', () => openBarStoreInThread(newFolder()));

// Starting threads for each test would take most of the time, so they are started once and the store is emptied.
const threaded = await openBarStore(newFolder());
afterAll(() => threaded.dispose());
testBarStoreContract('market.db behind its threads', async () => {
  for (const key of await threaded.series()) await threaded.remove(key);
  return { ...threaded, dispose: async () => {} };
});

describe('market.db', () => {
  it('holds everything when it is opened again', async () => {
    const folder = newFolder();
    const first = await openBarStore(folder);
    await first.append(series('ACME'), barsAt(range(0, 20_000)), { isKept: true, onConflict: 'refuse' });
    const described = await first.series();
    await first.dispose();
    const second = await openBarStore(folder, { readers: 2 });
    expect(await second.series()).toEqual(described);
    const reads = await Promise.all([1, 2, 3].map(() => second.read(series('ACME'), everything)));
    for (const bars of reads) expect([...bars.close]).toEqual([...barsAt(range(0, 20_000)).close]);
    await second.dispose();
  });

  it('that is damaged is not opened', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'market.db'), 'not a database '.repeat(1_000));
    await expect(openBarStore(folder)).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining(`${join(folder, 'market.db')} is damaged`) });
  });

  it('notices a chunk whose bytes are not the ones written, and can still remove the series and others', async () => {
    const folder = newFolder();
    const store = openBarStoreInThread(folder);
    await store.append(series('ACME'), barsAt(range(0, 20_000)), { isKept: true, onConflict: 'refuse' });
    await store.append(series('ACME', '5m'), barsAt([0, 5], 7), { isKept: true, onConflict: 'refuse' });
    const raw = new Database(join(folder, 'market.db'));
    const body = raw.prepare<[], Buffer>('SELECT body FROM bar_chunks LIMIT 1').pluck().get() as Buffer;
    body[body.length - 9] = body[body.length - 9] ^ 1;
    raw.prepare('UPDATE bar_chunks SET body = ? WHERE chunk_id = (SELECT min(chunk_id) FROM bar_chunks)').run(body);
    raw.close();
    await expect(store.read(series('ACME'), everything)).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('from 2026-01-05T00:00:00.000Z on') });
    await store.remove(series('ACME', '5m'));
    expect((await store.series()).map((each) => each.timeframe), 'what the damaged bars cannot give is not there').not.toContain('5m');
    await store.remove(series('ACME'));
    expect(await store.series()).toEqual([]);
    await store.dispose();
  });
});
