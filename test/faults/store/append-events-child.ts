import { writeSync } from 'node:fs';
import { openLedgerStore } from '../../../src/main/adapters/store/index.ts';
import { newEvent } from './new-event.ts';

/** Appends batches of three events to the ledger of a folder for ever, and says the name of each batch once it is on disk. */
const [folder, round] = process.argv.slice(2) as [string, string];
const store = openLedgerStore(folder);
for (let batch = 0; ; batch++) {
  const name = `${round}-${batch}`;
  store.append([0, 1, 2].map((part) => newEvent(`stream-${batch % 5}`, { name, part })));
  writeSync(1, `${name}\n`);
}
