import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { epochMsSchema, type EpochMs } from '../../../contract/model/units.ts';

const storedSchema = z.object({ simulatedMs: epochMsSchema, speed: z.number().positive().optional() });

/** Where simulated time stood, and how fast it ran; undefined: nobody has said yet, or it cannot be read. */
export type ClockNote = { readonly simulatedMs: EpochMs; readonly speed?: number | undefined };

/**
 * Simulated time as it was left. It only spares the demo a jump back of some seconds after a crash: no event of the ledger
 * is ever older than the time that the market resumes at, whatever this file says.
 */
export type ClockFile = {
  /** null when nothing was saved or it cannot be read. */
  load(): ClockNote | null;
  save(note: ClockNote): void;
};

export function createClockFile(folder: string): ClockFile {
  const path = join(folder, 'simulated-clock.json');
  return {
    load() {
      try {
        const stored = storedSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
        return stored.success ? stored.data : null;
      } catch {
        return null;
      }
    },
    save({ simulatedMs, speed }) {
      // Written beside and renamed, so that a crash leaves the old or the new, never half.
      writeFileSync(`${path}.new`, JSON.stringify({ simulatedMs, speed }), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}
