import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { epochMsSchema, type EpochMs } from '../../../contract/model/units.ts';

const storedSchema = z.object({ simulatedMs: epochMsSchema });

/**
 * Where simulated time stood. It only spares the demo a jump back of some seconds after a crash: no event of the ledger
 * is ever older than the time that the market resumes at, whatever this file says.
 */
export type ClockFile = {
  /** null when nothing was saved or it cannot be read. */
  load(): EpochMs | null;
  save(simulatedMs: EpochMs): void;
};

export function createClockFile(folder: string): ClockFile {
  const path = join(folder, 'simulated-clock.json');
  return {
    load() {
      try {
        const stored = storedSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
        return stored.success ? stored.data.simulatedMs : null;
      } catch {
        return null;
      }
    },
    save(simulatedMs) {
      // Written beside and renamed, so that a crash leaves the old or the new, never half.
      writeFileSync(`${path}.new`, JSON.stringify({ simulatedMs }), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}
