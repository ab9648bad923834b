import { AppError } from '../../core/kernel/index.ts';
import { readTokenFile } from '../token-file.ts';

/** The bearer token of the workstation that owns the folder; only the folder's user can read it. */
export function readToken(folder: string): string {
  try {
    return readTokenFile(folder);
  } catch {
    throw new AppError('UNAUTHENTICATED', `The token file in ${folder} cannot be read; run the command as the user who started the workstation.`);
  }
}
