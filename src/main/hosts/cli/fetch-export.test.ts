import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writeExport } from './fetch-export.ts';

const pieces = ['time,', 'equity\r\n', '→\r\n'];
const fetch = async (offset: number) => ({ name: 'a.csv', mediaType: 'text/csv', text: pieces[offset] ?? '', size: 18, next: offset + 1 < pieces.length ? offset + 1 : null });

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'tapedeck-export-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

it('pieces of a text are one file', async () => {
  const file = join(folder(), 'equity.csv');
  expect(await writeExport(file, fetch)).toBe(18);
  expect(readFileSync(file, 'utf8')).toBe(pieces.join(''));
});

it('a file that cannot be written is said to be so; what cannot be fetched is no fault of the file', async () => {
  const file = join(folder(), 'none', 'equity.csv');
  await expect(writeExport(file, fetch)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: `${file} cannot be written (ENOENT); name a file in a folder that is there.` });
  await expect(writeExport(file, async () => Promise.reject(new Error('There is no run x.')))).rejects.toThrow('There is no run x.');
});
