import type { Client } from '../../api/index.ts';
import { notify } from '../../app/notices.ts';
import { sentenceOf } from '../../app/use-call.ts';

/** Makes a capsule of a finished run and hands it to the browser as a file. What goes wrong is said in a notice. */
export async function saveCapsule(client: Client, runId: string): Promise<void> {
  try {
    const { name, bytes } = await fetchCapsule(client, runId);
    offerFile(name, bytes);
    notify({ id: 'capsule', kind: 'info', title: 'The run is saved as one file', text: `${name} proves itself on any computer: Verify a capsule, in the palette, runs it again there and compares.` });
  } catch (error) {
    notify({ id: 'capsule', kind: 'refusal', title: 'No capsule was made', text: sentenceOf(error) });
  }
}

/** All bytes of a run's capsule, fetched piece by piece. */
export async function fetchCapsule({ api }: Client, runId: string): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }> {
  const pieces: Uint8Array[] = [];
  let [received, size, name] = [0, 1, ''];
  while (received < size) {
    const piece = await api.backtests.capsule({ runId, offset: received });
    const bytes = Uint8Array.from(atob(piece.data), (character) => character.charCodeAt(0));
    // An answer without anything in it would be asked for again for ever.
    if (bytes.length === 0) throw new Error('The capsule stopped coming before its end; try again.');
    pieces.push(bytes);
    received += bytes.length;
    ({ size, name } = piece);
  }
  const whole = new Uint8Array(received);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return { name, bytes: whole };
}

function offerFile(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/json' }));
  link.download = name;
  link.click();
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
