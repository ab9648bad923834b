import type { Draft, Drafts } from './editor-store.ts';

/** What the application keeps under one name is at most so long. */
const mostLetters = 48_000;

/** Drafts as they are kept; null: together they are too long for that. */
export function writeDrafts(drafts: Drafts): string | null {
  const text = JSON.stringify({ drafts });
  return text.length <= mostLetters ? text : null;
}

/** Takes what is understood of kept drafts. */
export function readDrafts(saved: string | null): Drafts {
  try {
    const found: unknown = JSON.parse(saved ?? '{}');
    const drafts: unknown = isRecord(found) ? found['drafts'] : null;
    return isRecord(drafts) ? Object.fromEntries(Object.entries(drafts).filter((entry): entry is [string, Draft] => isDraft(entry[1]))) : {};
  } catch {
    return {};
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isDraft = (value: unknown): value is Draft =>
  isRecord(value) && typeof value['text'] === 'string' && typeof value['base'] === 'string' && (value['sentences'] === null || typeof value['sentences'] === 'string');
