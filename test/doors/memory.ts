import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const usedBytes = (): number => {
  collectGarbage();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
};

/** From now on: how many megabytes more are held, after a collection. */
export function measureMemory(): { grownMb(): number } {
  const before = usedBytes();
  return { grownMb: () => (usedBytes() - before) / (1_024 * 1_024) };
}
