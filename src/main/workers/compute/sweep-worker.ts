import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { workerData } from 'node:worker_threads';

// Takes up the heap pages that threads of the pool left behind when they ended, and gives them back to the system from here. In
// portions, so that it never holds more than one of them itself.

const portionBytes = 64 * 1024 ** 2;
/** Small enough for ordinary pages: larger arrays get memory of their own, which no thread leaves behind. */
const filler = Array.from({ length: 8_192 }, () => 0);

setFlagsFromString('--expose-gc');
/** The last resort gives emptied pages back at once; lesser collections keep them. */
const giveBack = runInNewContext('gc.bind(null, { type: "major", execution: "sync", flavor: "last-resort" })') as () => void;

function takeUp(bytes: number): void {
  const held: number[][] = [];
  const enough = getHeapStatistics().total_heap_size + bytes;
  while (getHeapStatistics().total_heap_size < enough) {
    for (let i = 0; i < 64; i++) held.push(filler.slice());
  }
}

for (let left = Number(workerData); left > 0; left -= portionBytes) {
  takeUp(Math.min(left, portionBytes));
  giveBack();
}
