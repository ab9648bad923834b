import { epochMs } from '../../../../contract/model/units.ts';
import type { DocumentStore, StoredDocument } from '../../../core/settings/ports.ts';
import type { StoreDatabase } from '../store-database.ts';

type Row = { version: number; saved_at_ms: number; body: string };
type NewRow = [kind: string, name: string, version: number, savedAtMs: number, body: string];

const fields = 'version, saved_at_ms, body';

/** Documents on an open `ledger.db`. A save is one commit that is on disk when it returns. */
export function createDocumentStore(database: StoreDatabase): DocumentStore {
  const load = database.query<[string, string], Row>('load document', `SELECT ${fields} FROM documents WHERE kind = ? AND name = ?`);
  const list = database.query<[string], { name: string; version: number }>('list documents', 'SELECT name, version FROM documents WHERE kind = ? ORDER BY name');
  const replace = database.query<NewRow>('save document', 'INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)');
  const setAside = database.query<[string, string]>(
    'set document aside',
    `INSERT INTO documents_set_aside (kind, name, ${fields}) SELECT kind, name, ${fields} FROM documents WHERE kind = ? AND name = ?`);
  const loadSetAside = database.query<[string, string], Row>(
    'load documents set aside', `SELECT ${fields} FROM documents_set_aside WHERE kind = ? AND name = ? ORDER BY seq`);

  return {
    load(kind, name) {
      const row = load.get(kind, name);
      return row === undefined ? null : toDocument(row);
    },
    list: (kind) => list.all(kind),
    save(kind, name, { version, savedAtMs, text }, { setsAside } = { setsAside: false }) {
      database.write('save document', () => {
        if (setsAside) setAside.run(kind, name);
        replace.run(kind, name, version, savedAtMs, text);
      });
    },
    loadSetAside: (kind, name) => loadSetAside.all(kind, name).map(toDocument),
  };
}

const toDocument = (row: Row): StoredDocument => ({ version: row.version, savedAtMs: epochMs(row.saved_at_ms), text: row.body });
