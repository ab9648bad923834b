import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the bearer token of a data folder lies. Only the folder's user can read it. */
export const tokenFile = (folder: string): string => join(folder, 'api-token');

/** The bearer token of the workstation that owns the folder. Throws where it cannot be read. */
export const readTokenFile = (folder: string): string => readFileSync(tokenFile(folder), 'utf8').trim();
