import { chmodSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tokenFile } from '../token-file.ts';
import { createSecret, type RandomBytes } from './secret.ts';

const tokenForm = /^[A-Za-z0-9_-]{43}$/;

/**
 * The bearer token of a data folder, in its file `api-token` that only the user can read. It stays the same from start to start;
 * one that is not of our making, or that others could have read, is replaced.
 */
export function loadToken(folder: string, randomBytes: RandomBytes): string {
  const path = tokenFile(folder);
  return readToken(path) ?? writeToken(path, createSecret(randomBytes));
}

function readToken(path: string): string | null {
  try {
    const file = lstatSync(path);
    if (!file.isFile() || isOpenToOthers(file.mode)) return null;
    const token = readFileSync(path, 'utf8').trim();
    return tokenForm.test(token) ? token : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Appears whole or not at all, and never with a wider mode for a moment. */
function writeToken(path: string, token: string): string {
  const partial = `${path}.${process.pid}`;
  rmSync(partial, { force: true });
  writeFileSync(partial, `${token}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(partial, 0o600);
  renameSync(partial, path);
  return token;
}

/** Windows has no such modes; there the profile folder is the user's own. */
const isOpenToOthers = (mode: number): boolean => process.platform !== 'win32' && (mode & 0o077) !== 0;
