import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireOwnership, readOwner } from '../../src/main/adapters/store/index.ts';
import { AppError } from '../../src/main/core/kernel/index.ts';
import { killChild, startChild } from './store/child.ts';

describe('a data folder has one owner', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-owner-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const refusal = (): AppError => {
    try {
      acquireOwnership(folder).dispose();
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
    throw new Error('the folder was given away twice');
  };

  it('has none at first and none after the owner let go', () => {
    expect(readOwner(folder)).toBeNull();
    acquireOwnership(folder).dispose();
    expect(readOwner(folder)).toBeNull();
    expect(existsSync(join(folder, 'owner.json'))).toBe(false);
    acquireOwnership(folder).dispose();
  });

  it('is refused to a second taker of the same process, with the address', () => {
    const first = acquireOwnership(folder);
    expect(readOwner(folder)).toMatchObject({ url: null, pid: process.pid });
    first.announce('http://127.0.0.1:1234');
    const error = refusal();
    expect(error.code).toBe('CONFLICT');
    expect(error.message).toContain('http://127.0.0.1:1234');
    expect(error.details['owner']).toMatchObject({ url: 'http://127.0.0.1:1234', pid: process.pid });
    expect(readOwner(folder), 'asking does not free the lock').not.toBeNull();
    expect(process.platform === 'win32' || (statSync(join(folder, 'owner.json')).mode & 0o777) === 0o600).toBe(true);
    first.dispose();
  });

  it('is free at once after the owner was killed, whatever address it left behind', async () => {
    const owned = Promise.withResolvers<void>();
    const child = startChild('own-folder-child.ts', [folder], () => owned.resolve());
    try {
      await owned.promise;
      expect(refusal().details['owner']).toMatchObject({ url: 'http://127.0.0.1:4321', pid: child.pid });
    } finally {
      await killChild(child);
    }
    expect(existsSync(join(folder, 'owner.json')), 'the address of the dead').toBe(true);
    expect(readOwner(folder)).toBeNull();
    const next = acquireOwnership(folder);
    expect(readOwner(folder)).toMatchObject({ url: null, pid: process.pid });
    next.dispose();
  });
});
