import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { createBarFiles } from '../../adapters/files/index.ts';
import { fileError, type ImportRequest } from '../../core/data/index.ts';
import { uploadFile } from './upload-file.ts';

type Client = Parameters<typeof uploadFile>[0];

const folder = mkdtempSync(join(tmpdir(), 'tapedeck-send-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'A.csv');
writeFileSync(path, 'date,open,high,low,close\n');

/** A workstation that keeps what it is sent and refuses every timeframe but 1h. */
function hourlyWorkstation(calls: string[], looksLike: unknown): Client {
  const data = {
    importBegin: async () => ({ uploadId: 'u1' }),
    importChunk: async () => ({ received: 25 }),
    importCommit: async ({ timeframe: length }: { timeframe: string }) => {
      calls.push(`commit ${length}`);
      if (length === '1h') return { timeframe: length };
      throw Object.assign(new Error('these look like other bars'), { code: 'INVALID_INPUT', data: { details: { looksLike } } });
    },
    importDiscard: async () => void calls.push('discard'),
  };
  return { data } as unknown as Client;
}

describe('uploadFile', () => {
  let calls: string[];
  beforeEach(() => {
    calls = [];
  });
  const upload = (from: string, length: string | null, looksLike: unknown = '1h') => {
    const request: ImportRequest = { symbol: 'A', timeframe: length === null ? null : timeframe(length), options: {}, onConflict: 'refuse' };
    return uploadFile(hourlyWorkstation(calls, looksLike), from, request, new AbortController().signal);
  };

  it('commits again with the timeframe that the refusal names, when none was given', async () => {
    expect(await upload(path, null)).toMatchObject({ timeframe: '1h' });
    expect(calls).toEqual(['commit 1d', 'commit 1h']);
  });
  it('leaves a timeframe that was given as it is, and gives the upload up when it is refused', async () => {
    await expect(upload(path, '1d')).rejects.toThrow('these look like other bars');
    expect(calls).toEqual(['commit 1d', 'discard']);
  });
  it('does not try again where the refusal names no timeframe', async () => {
    await expect(upload(path, null, null)).rejects.toThrow('these look like other bars');
    expect(calls).toEqual(['commit 1d', 'discard']);
  });
  it.each([['a folder', folder], ['a missing file', join(folder, 'nowhere.csv')], ['an empty file', join(folder, 'empty.csv')]])('says of %s what reading it here says', async (_what, from) => {
    writeFileSync(join(folder, 'empty.csv'), '');
    const files = createBarFiles();
    const here = await files.read(from, {});
    await files.dispose();
    if (here.ok) throw new Error('It was read.');
    const expected = fileError(from.split('/').at(-1) ?? '', here.error).message;
    await expect(upload(from, '1d')).rejects.toThrow(expected);
    expect(calls, 'nothing was begun').toEqual([]);
  });
});
