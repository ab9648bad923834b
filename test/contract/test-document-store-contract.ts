import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { epochMs } from '../../src/contract/model/units.ts';
import type { DocumentStore, StoredDocument } from '../../src/main/core/settings/ports.ts';

export const newDocument = (version: number, text = `{"version":${version}}`): StoredDocument => ({ version, savedAtMs: epochMs(1_000 * version), text });

/** What every store of documents does. `open` gives an empty one and what closes it. */
export function testDocumentStoreContract(name: string, open: () => { readonly documents: DocumentStore; dispose?(): void }): void {
  describe(`${name} as a store of documents`, () => {
    let opened: ReturnType<typeof open>;
    let store: DocumentStore;
    beforeEach(() => {
      opened = open();
      store = opened.documents;
    });
    afterEach(() => opened.dispose?.());

    it('starts empty', () => {
      expect(store.load('settings', 'main')).toBeNull();
      expect(store.list('layout')).toEqual([]);
      expect(store.loadSetAside('settings', 'main')).toEqual([]);
    });

    it('gives back exactly what was saved, the last of each kind and name', () => {
      const text = ' {"ünïcode": "🙂",\n "not even": JSON';
      store.save('layout', 'desk', newDocument(1));
      store.save('layout', 'desk', newDocument(2, text));
      store.save('settings', 'desk', newDocument(7, ''));
      expect(store.load('layout', 'desk')).toEqual(newDocument(2, text));
      expect(store.load('settings', 'desk')).toEqual(newDocument(7, ''));
      expect(store.load('layout', 'main')).toBeNull();
    });

    it('lists names and versions of one kind, by name', () => {
      for (const layout of ['b', 'a-2', 'a']) store.save('layout', layout, newDocument(1));
      store.save('layout', 'a', newDocument(2));
      store.save('settings', 'main', newDocument(1));
      expect(store.list('layout')).toEqual([{ name: 'a', version: 2 }, { name: 'a-2', version: 1 }, { name: 'b', version: 1 }]);
    });

    it('keeps apart what is to be set aside, every time, and nothing else', () => {
      store.save('settings', 'main', newDocument(1), { setsAside: true });
      expect(store.loadSetAside('settings', 'main'), 'there was nothing before it').toEqual([]);
      store.save('settings', 'main', newDocument(2));
      store.save('settings', 'main', newDocument(3), { setsAside: true });
      store.save('settings', 'main', newDocument(4), { setsAside: true });
      expect(store.loadSetAside('settings', 'main')).toEqual([newDocument(2), newDocument(3)]);
      expect(store.load('settings', 'main')).toEqual(newDocument(4));
      expect(store.loadSetAside('layout', 'main')).toEqual([]);
    });
  });
}
