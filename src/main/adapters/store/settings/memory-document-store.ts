import type { DocumentKind, DocumentStore, StoredDocument } from '../../../core/settings/ports.ts';

/** Documents without a disk: the same behaviour for tests; everything is gone with the process. */
export function createMemoryDocumentStore(): DocumentStore {
  const documents: Record<DocumentKind, Map<string, StoredDocument>> = { settings: new Map(), layout: new Map() };
  const setAside: { readonly kind: DocumentKind; readonly name: string; readonly document: StoredDocument }[] = [];

  return {
    load: (kind, name) => documents[kind].get(name) ?? null,
    list: (kind) => [...documents[kind]].map(([name, { version }]) => ({ name, version })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    save(kind, name, document, { setsAside } = { setsAside: false }) {
      const before = documents[kind].get(name);
      if (setsAside && before !== undefined) setAside.push({ kind, name, document: before });
      documents[kind].set(name, { ...document });
    },
    loadSetAside: (kind, name) => setAside.filter((one) => one.kind === kind && one.name === name).map((one) => one.document),
  };
}
