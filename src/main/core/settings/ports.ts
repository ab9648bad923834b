import type { EpochMs } from '../../../contract/model/units.ts';

/** What kinds of documents there are: the one of the settings, and layouts by name. */
export type DocumentKind = 'settings' | 'layout';

/** A document as it was saved. `version` counts the saves of its name, from 1. */
export type StoredDocument = { readonly version: number; readonly savedAtMs: EpochMs; readonly text: string };

/**
 * Documents that are replaced as a whole. Synchronous on purpose: when `save` returns, the document is on disk
 * (synchronous=FULL); when it throws, the one before it stands.
 */
export interface DocumentStore {
  /** null where none was saved under the name. */
  load(kind: DocumentKind, name: string): StoredDocument | null;
  /** Names and versions of a kind, by name. */
  list(kind: DocumentKind): readonly { readonly name: string; readonly version: number }[];
  /** Replaces the document of that name. With `setsAside` the one before it is kept apart, because it could not be read. */
  save(kind: DocumentKind, name: string, document: StoredDocument, options?: { readonly setsAside: boolean }): void;
  /** What was set aside under the name, oldest first. */
  loadSetAside(kind: DocumentKind, name: string): readonly StoredDocument[];
}
