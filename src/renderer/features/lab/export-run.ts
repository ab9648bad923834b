import type { Client } from '../../api/index.ts';
import { notify } from '../../app/notices.ts';
import { sentenceOf } from '../../app/use-call.ts';

/** What a run can be taken elsewhere as. */
export type ExportKind = 'html' | 'trades' | 'equity' | 'json';

export const exportKinds: readonly { readonly kind: ExportKind; readonly label: string }[] = [
  { kind: 'html', label: 'Export a page (HTML)' }, { kind: 'trades', label: 'Export trades (CSV)' }, { kind: 'equity', label: 'Export equity (CSV)' },
  { kind: 'json', label: 'Export all of it (JSON)' },
];

/** Hands a finished run to the browser as a file; what goes wrong is said. */
export async function exportRun({ api }: Client, runId: string, kind: ExportKind): Promise<void> {
  try {
    const texts: string[] = [];
    for (let offset = 0; ; ) {
      const { name, mediaType, text, next } = await api.backtests.export({ runId, format: kind, offset });
      texts.push(text);
      if (next === null) return save(name, new Blob(texts, { type: mediaType }));
      offset = next;
    }
  } catch (error) {
    notify({ kind: 'warn', title: 'The run was not exported', text: sentenceOf(error) });
  }
}

/** The browser keeps it where it keeps what is downloaded. */
function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun when the click returns; the address is not needed after it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
