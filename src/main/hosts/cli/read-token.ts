import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../core/kernel/index.ts';

/** The bearer token of the workstation that owns the folder; only the folder's user can read it. */
export function readToken(folder: string): string {
  try {
    return readFileSync(join(folder, 'api-token'), 'utf8').trim();
  } catch {
    throw new AppError('UNAUTHENTICATED', `The token file in ${folder} cannot be read; run the command as the user who started the workstation.`);
  }
}
