import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findTrouble, troubleOf } from './file-trouble.ts';

const folder = mkdtempSync(join(tmpdir(), 'tapedeck-trouble-'));
afterAll(() => rmSync(folder, { recursive: true }));
const save = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const failure = (code: string): Error => Object.assign(new Error(`${code}: some operating system's words`), { code });

describe('findTrouble', () => {
  it('finds none in a file that can be read', () => {
    expect(findTrouble(save('good.csv', 'date'), 4)).toBeNull();
  });
  it.each([
    ['a missing file', join(folder, 'nowhere.csv'), 'There is no such file.'],
    ['a file taken for a folder', join(save('plain.csv', 'x'), 'inside.csv'), 'There is no such file.'],
    ['a folder', folder, 'This is not a file.'],
    ['a device', '/dev/null', 'This is not a file.'],
    ['an empty file', save('empty.csv', ''), 'The file is empty.'],
    ['a file that is too large', save('large.csv', '12345'), 'The file has 1 MB and at most 0 MB are read at once.'],
  ])('names %s', (_what, path, reason) => {
    expect(findTrouble(path, 4)).toMatchObject({ reason });
  });
});

describe('troubleOf', () => {
  it('puts failures of the file system into words, and leaves other errors alone', () => {
    expect(troubleOf(failure('EACCES'))).toMatchObject({ code: 'UNREADABLE', reason: 'You may not read this file.' });
    expect(troubleOf(failure('EISDIR'))).toMatchObject({ reason: 'This is not a file.' });
    expect(troubleOf(failure('EIO'))).toMatchObject({ reason: 'Reading failed (EIO).' });
    expect(troubleOf(new RangeError('Array buffer allocation failed'))).toMatchObject({ code: 'TOO_LARGE' });
    expect(troubleOf(new TypeError('a mistake of ours'))).toBeNull();
  });
});
