import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../core/kernel/index.ts';
import type { UploadStaging } from '../../core/data/ports.ts';
import { createUploadStaging } from './create-upload-staging.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const codeOf = async (promise: Promise<unknown>): Promise<string> => promise.then(() => 'ok', (error: unknown) => (error instanceof AppError ? error.code : String(error)));

describe('createUploadStaging', () => {
  let root: string;
  let folder: string;
  let nowMs: number;
  let staging: UploadStaging;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tapedeck-upload-'));
    folder = join(root, 'staging');
    nowMs = 0;
    staging = createUploadStaging({ folder, maxFileBytes: 100, maxTotalBytes: 150, maxChunkBytes: 10, maxIdleMs: 1_000, now: () => nowMs });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('puts the pieces together', async () => {
    const { uploadId } = await staging.begin('a.csv', 12);
    expect(await staging.write(uploadId, 0, bytes('hello '))).toEqual({ received: 6 });
    expect(await staging.write(uploadId, 6, bytes('world!'))).toEqual({ received: 12 });
    const { path, name } = await staging.finish(uploadId);
    expect(name).toBe('a.csv');
    expect(readFileSync(path, 'utf8')).toBe('hello world!');
    expect(statSync(path).mode & 0o077, 'rights of others').toBe(0);
  });
  it('recognises a piece that is sent twice and appends it once', async () => {
    const { uploadId } = await staging.begin('a.csv', 6);
    await staging.write(uploadId, 0, bytes('abc'));
    expect(await staging.write(uploadId, 0, bytes('abc'))).toEqual({ received: 3 });
    await staging.write(uploadId, 3, bytes('def'));
    expect(readFileSync((await staging.finish(uploadId)).path, 'utf8')).toBe('abcdef');
  });
  it('refuses other bytes for the same place, a gap, and an overlap', async () => {
    const { uploadId } = await staging.begin('a.csv', 9);
    await staging.write(uploadId, 0, bytes('abc'));
    expect(await codeOf(staging.write(uploadId, 0, bytes('xyz')))).toBe('CONFLICT');
    expect(await codeOf(staging.write(uploadId, 4, bytes('x')))).toBe('CONFLICT');
    expect(await codeOf(staging.write(uploadId, 2, bytes('cde')))).toBe('CONFLICT');
    await expect(staging.write(uploadId, 5, bytes('x'))).rejects.toThrow('Bytes 3 to 4 of a.csv are missing: send them first.');
  });
  it('takes pieces that are sent without waiting, in their order', async () => {
    const { uploadId } = await staging.begin('a.csv', 6);
    await Promise.all([staging.write(uploadId, 0, bytes('ab')), staging.write(uploadId, 2, bytes('cd')), staging.write(uploadId, 4, bytes('ef'))]);
    expect(readFileSync((await staging.finish(uploadId)).path, 'utf8')).toBe('abcdef');
  });
  it('refuses to finish while bytes are missing, and goes on afterwards', async () => {
    const { uploadId } = await staging.begin('a.csv', 4);
    await staging.write(uploadId, 0, bytes('ab'));
    await expect(staging.finish(uploadId)).rejects.toThrow('a.csv is not complete: 2 of 4 bytes have come.');
    await staging.write(uploadId, 2, bytes('cd'));
    expect(readFileSync((await staging.finish(uploadId)).path, 'utf8')).toBe('abcd');
  });
  it('refuses sizes, pieces and offsets beyond their limits', async () => {
    expect(await codeOf(staging.begin('a.csv', 101))).toBe('INVALID_INPUT');
    expect(await codeOf(staging.begin('a.csv', 1.5))).toBe('INVALID_INPUT');
    const { uploadId } = await staging.begin('a.csv', 20);
    expect(await codeOf(staging.write(uploadId, 0, bytes('0123456789x')))).toBe('INVALID_INPUT');
    expect(await codeOf(staging.write(uploadId, -1, bytes('x')))).toBe('INVALID_INPUT');
    await staging.write(uploadId, 0, bytes('0123456789'));
    await staging.write(uploadId, 10, bytes('012345678'));
    expect(await codeOf(staging.write(uploadId, 19, bytes('xy')))).toBe('INVALID_INPUT');
  });
  it('limits all uploads together, and discarding one makes room', async () => {
    const { uploadId } = await staging.begin('a.csv', 100);
    expect(await codeOf(staging.begin('b.csv', 100))).toBe('CONFLICT');
    await staging.discard(uploadId);
    expect(await codeOf(staging.begin('b.csv', 100))).toBe('ok');
  });
  it('limits how many there are, also those announced with no bytes', async () => {
    const few = createUploadStaging({ folder, maxUploads: 3 });
    const begun = [];
    for (let i = 0; i < 3; i++) begun.push(await few.begin('empty.csv', 0));
    await expect(few.begin('empty.csv', 0)).rejects.toMatchObject({ code: 'CONFLICT', message: 'There are 3 uploads under way and 3 are allowed: finish or discard one.' });
    await few.discard(begun[1]?.uploadId ?? '');
    expect(await codeOf(few.begin('empty.csv', 0))).toBe('ok');
  });
  it('tries again to make its folder after it could not', async () => {
    writeFileSync(folder, 'in the way');
    await expect(staging.begin('a.csv', 1)).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('did not take the upload (EEXIST)') });
    rmSync(folder);
    expect(await codeOf(staging.begin('a.csv', 1))).toBe('ok');
  });
  it('makes its folder again when it was taken away, and keeps no room for what could not begin', async () => {
    const first = await staging.begin('a.csv', 10);
    rmSync(folder, { recursive: true });
    expect(await codeOf(staging.begin('b.csv', 100))).toBe('UNAVAILABLE');
    expect(await codeOf(staging.begin('b.csv', 100))).toBe('ok');
    await expect(staging.write(first.uploadId, 0, bytes('a'))).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('(ENOENT)') });
  });
  it('knows nothing any more of a piece whose upload was discarded before its turn came', async () => {
    const { uploadId } = await staging.begin('a.csv', 4);
    const first = staging.write(uploadId, 0, bytes('ab'));
    const second = staging.write(uploadId, 2, bytes('cd'));
    const discarded = staging.discard(uploadId);
    const codes = await Promise.all([codeOf(first), codeOf(second), codeOf(discarded)]);
    expect(codes.slice(1)).toEqual(['NOT_FOUND', 'ok']);
    expect(readdirSync(folder)).toEqual([]);
  });
  it('forgets what is discarded; doing so twice is no error', async () => {
    const { uploadId } = await staging.begin('a.csv', 2);
    await staging.discard(uploadId);
    await staging.discard(uploadId);
    expect(readdirSync(folder)).toEqual([]);
    expect(await codeOf(staging.write(uploadId, 0, bytes('a')))).toBe('NOT_FOUND');
    expect(await codeOf(staging.finish(uploadId))).toBe('NOT_FOUND');
  });
  it('removes what has been left alone, and what an earlier run left behind, but nothing else', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'old.upload'), 'x');
    writeFileSync(join(folder, 'notes.txt'), 'x');
    const old = await staging.begin('a.csv', 100);
    expect(readdirSync(folder).toSorted()).toEqual([`${old.uploadId}.upload`, 'notes.txt'].toSorted());
    nowMs = 1_001;
    const next = await staging.begin('b.csv', 100);
    expect(await codeOf(staging.write(old.uploadId, 0, bytes('a')))).toBe('NOT_FOUND');
    expect(existsSync(join(folder, `${next.uploadId}.upload`))).toBe(true);
    expect(existsSync(join(folder, `${old.uploadId}.upload`))).toBe(false);
  });
  it('never uses a given name as a path', async () => {
    const { uploadId } = await staging.begin('../../evil.csv', 1);
    await staging.write(uploadId, 0, bytes('a'));
    expect((await staging.finish(uploadId)).path).toBe(join(folder, `${uploadId}.upload`));
  });
});
