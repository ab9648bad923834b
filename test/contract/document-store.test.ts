import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createMemoryDocumentStore, openLedger } from '../../src/main/adapters/store/index.ts';
import { newEvent } from './test-event-store-contract.ts';
import { newDocument, testDocumentStoreContract } from './test-document-store-contract.ts';

const root = mkdtempSync(join(tmpdir(), 'tapedeck-documents-'));
afterAll(() => rmSync(root, { recursive: true }));
const newFolder = (): string => mkdtempSync(join(root, 'folder-'));

testDocumentStoreContract('ledger.db', () => openLedger(newFolder()));
testDocumentStoreContract('memory', () => ({ documents: createMemoryDocumentStore() }));

describe('documents of ledger.db', () => {
  it('are there when it is opened again, beside the events', () => {
    const folder = newFolder();
    const first = openLedger(folder);
    first.documents.save('layout', 'desk', newDocument(1));
    first.documents.save('layout', 'desk', newDocument(2), { setsAside: true });
    const stored = first.events.append([newEvent('order:a')]);
    first.dispose();

    const second = openLedger(folder);
    expect(second.documents.load('layout', 'desk')).toEqual(newDocument(2));
    expect(second.documents.loadSetAside('layout', 'desk')).toEqual([newDocument(1)]);
    expect(second.events.read(0, 10)).toEqual(stored);
    second.dispose();
  });
});
