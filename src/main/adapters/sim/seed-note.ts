import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError, messageOf } from '../../core/kernel/index.ts';

const noteSchema = z.object({ seed: z.int().min(0) });

export type SettleSeedOptions = {
  readonly folder: string;
  /** What was asked for; undefined: whatever the folder has. */
  readonly asked: number | undefined;
  /** Of a folder from before seeds were written down; null: nothing has happened in it yet. */
  readonly earlier: number | null;
};

const firstSeed = 1;

/**
 * The seed of the folder's simulated market: written down, and on disk, before anything can be traded there, and the same ever after.
 * The orders and fills of a folder belong to its prices; those of another seed are another market's. INVALID_INPUT when another one is
 * asked for, UNAVAILABLE when the note cannot be read or written; then nothing has changed.
 */
export function settleSeed({ folder, asked, earlier }: SettleSeedOptions): number {
  const path = join(folder, 'simulated-market.json');
  const noted = existsSync(path) ? readNote(path) : null;
  const known = noted ?? earlier;
  if (known !== null && asked !== undefined && asked !== known) {
    throw new AppError(
      'INVALID_INPUT',
      `The data folder ${folder} belongs to the simulated market of seed ${known}, not ${asked}: leave out --seed, or choose another --data-dir for that market.`,
      { folder, seed: known },
    );
  }
  const seed = known ?? asked ?? firstSeed;
  if (noted === null) writeNote(folder, path, seed);
  return seed;
}

function readNote(path: string): number {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).seed;
  } catch {
    // Guessing would fill resting orders at another market's prices.
    throw new AppError('UNAVAILABLE', `${path}, which says which simulated market the folder belongs to, cannot be read; put {"seed":${firstSeed}} into it, or the seed that you began with.`, { file: path });
  }
}

/** Whole and on disk, or not there. */
function writeNote(folder: string, path: string, seed: number): void {
  const partial = `${path}.new`;
  try {
    const file = openSync(partial, 'w', 0o600);
    try {
      writeSync(file, JSON.stringify({ seed }));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, path);
    syncFolder(folder);
  } catch (error) {
    throw new AppError('UNAVAILABLE', `${path}, which says which simulated market the folder belongs to, cannot be written (${messageOf(error)}); check the disk and the permissions of the folder.`, { file: path });
  }
}

/** So that the name outlives a power cut as the ledger does. Where folders cannot be opened, the system sees to it itself. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
