import { writeSync } from 'node:fs';
import { openBarStore } from '../../../src/main/adapters/store/index.ts';
import { key, minuteBars } from './minute-bars.ts';

/** Appends minutes to the bars of a folder from a position on, in pieces from one bar to many, and says where it is once they are stored. */
const [folder, position] = process.argv.slice(2) as [string, string];
const store = await openBarStore(folder, { readers: 0 });
for (let from = Number(position), i = 0; ; i++) {
  const to = from + [1, 1, 700, 1, 9_000][i % 5];
  await store.append(key('1m'), minuteBars(from, to), { isKept: true, onConflict: 'refuse' });
  writeSync(1, `${to}\n`);
  from = to;
}
