import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadToken } from './load-token.ts';

describe('the token of a data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-token-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const path = (): string => join(folder, 'api-token');
  const load = (): string => loadToken(folder, randomBytes);

  it('is 256 bits in a file that only the user can read, and stays from start to start', () => {
    const token = load();
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(readFileSync(path(), 'utf8')).toBe(`${token}\n`);
    expect((statSync(path()).mode & 0o777).toString(8)).toBe('600');
    expect(load()).toBe(token);
  });

  it.each(['', 'short', 'x'.repeat(44)])('is replaced when the file holds "%s"', (content) => {
    writeFileSync(path(), content, { mode: 0o600 });
    expect(load()).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it.skipIf(process.platform === 'win32')('is replaced when others could have read it', () => {
    const exposed = load();
    chmodSync(path(), 0o644);
    expect(load()).not.toBe(exposed);
    expect((statSync(path()).mode & 0o777).toString(8)).toBe('600');
  });

  it.skipIf(process.platform === 'win32')('replaces a link instead of writing where it leads', () => {
    const target = join(folder, 'target');
    writeFileSync(target, 'untouched', { mode: 0o600 });
    symlinkSync(target, path());
    load();
    expect(readFileSync(target, 'utf8')).toBe('untouched');
  });
});
