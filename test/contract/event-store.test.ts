import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createMemoryEventStore, openLedgerStore } from '../../src/main/adapters/store/index.ts';
import { newEvent, testEventStoreContract } from './test-event-store-contract.ts';

const root = mkdtempSync(join(tmpdir(), 'tapedeck-events-'));
afterAll(() => rmSync(root, { recursive: true }));
const newFolder = (): string => mkdtempSync(join(root, 'folder-'));

testEventStoreContract('ledger.db', () => openLedgerStore(newFolder()));
testEventStoreContract('memory', createMemoryEventStore);

describe('ledger.db', () => {
  it('holds everything when it is opened again', () => {
    const folder = newFolder();
    const first = openLedgerStore(folder);
    const stored = first.append([newEvent('order:a'), newEvent('order:b', { n: 1 })]);
    first.saveSnapshot({ name: 'orders', version: 1, seq: 2, state: { open: 2 } });
    first.dispose();

    const second = openLedgerStore(folder);
    expect(second.read(0, 10)).toEqual(stored);
    expect(second.loadSnapshot('orders')?.seq).toBe(2);
    expect(second.append([newEvent('order:a')])[0]).toMatchObject({ seq: 3, streamSeq: 2 });
    second.dispose();
  });
});
