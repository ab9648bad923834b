import type { Client } from '../../api/index.ts';
import { notify } from '../../app/notices.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { sendFile } from '../data/index.ts';

/** Asks for a capsule, sends it, and says in a notice what came of running it again. A picker opens only from a key or a click. */
export function chooseCapsule(client: Client): void {
  const field = document.createElement('input');
  field.type = 'file';
  field.accept = '.json,application/json';
  field.hidden = true;
  field.addEventListener('change', () => {
    const file = field.files?.[0];
    field.remove();
    if (file !== undefined) void verifyCapsule(client, file);
  });
  field.addEventListener('cancel', () => field.remove());
  // In the page, so that it is there for as long as the picker is open.
  document.body.append(field);
  field.click();
}

async function verifyCapsule(client: Client, file: File): Promise<void> {
  const id = 'capsule-check';
  notify({ id, kind: 'info', title: `${file.name} is being run again`, text: 'Bars, code, orders, fills, equity and statistics are compared byte for byte.' });
  try {
    const uploadId = await sendFile(client, file, () => undefined, new AbortController().signal);
    const { verdict, message } = await client.api.backtests.verify({ uploadId });
    notify(verdict === 'same' ? { id, kind: 'info', title: `${file.name} is the same here`, text: message } : { id, kind: 'refusal', title: `${file.name} is not the same here`, text: message });
  } catch (error) {
    notify({ id, kind: 'refusal', title: `${file.name} could not be verified`, text: sentenceOf(error) });
  }
}
