import { describe, expect, it } from 'vitest';
import { ORPCError } from '@orpc/client';
import type { Client, ConnectionState } from '../../api/index.ts';
import { sendFile } from './send-file.ts';

const mebibyte = 1024 ** 2;
const unavailable = () => new ORPCError('UNAVAILABLE', { message: 'The connection was lost.' });

/** A workstation that takes pieces; `trouble` throws for a piece in its place. */
function takePieces(trouble: (attempt: number) => void = () => undefined) {
  const pieces: { offset: number; bytes: Buffer }[] = [];
  const discarded: string[] = [];
  const watchers = new Set<(state: ConnectionState) => void>();
  let attempts = 0;
  let state: ConnectionState = 'open';
  const data = {
    importBegin: async () => ({ uploadId: 'upl-1' }),
    async importChunk({ offset, data: text }: { offset: number; data: string }) {
      trouble(++attempts);
      const bytes = Buffer.from(text, 'base64');
      pieces.push({ offset, bytes });
      return { received: offset + bytes.length };
    },
    importDiscard: async ({ uploadId }: { uploadId: string }) => void discarded.push(uploadId),
  };
  const connection = {
    get: () => state,
    watch(listener: (state: ConnectionState) => void) {
      watchers.add(listener);
      return () => void watchers.delete(listener);
    },
  };
  return {
    client: { api: { data }, connection } as unknown as Client, pieces, discarded, watchers,
    become(next: ConnectionState) {
      state = next;
      for (const watcher of watchers) watcher(next);
    },
  };
}

const bytes = Uint8Array.from({ length: 1.25 * mebibyte }, (_, i) => i % 251);
const file = new File([bytes], 'A.csv');
const never = new AbortController().signal;

describe('sendFile', () => {
  it('sends pieces of at most 512 KB, each after the last, and tells how far it is', async () => {
    const { client, pieces, discarded } = takePieces();
    const told: number[] = [];
    expect(await sendFile(client, file, (sent) => told.push(sent), never)).toBe('upl-1');
    expect(pieces.map((piece) => [piece.offset, piece.bytes.length])).toEqual([[0, mebibyte / 2], [mebibyte / 2, mebibyte / 2], [mebibyte, mebibyte / 4]]);
    expect(Buffer.concat(pieces.map((piece) => piece.bytes)).equals(bytes)).toBe(true);
    expect([told, discarded]).toEqual([[mebibyte / 2, mebibyte, 1.25 * mebibyte], []]);
  });
  it('sends a piece again when its answer was lost, once the connection is back', async () => {
    const workstation = takePieces((attempt) => {
      if (attempt !== 2) return;
      workstation.become('reconnecting');
      setTimeout(() => workstation.become('open'), 0);
      throw unavailable();
    });
    await sendFile(workstation.client, file, () => undefined, never);
    expect(Buffer.concat(workstation.pieces.map((piece) => piece.bytes)).equals(bytes)).toBe(true);
    expect(workstation.watchers.size).toBe(0);
  });
  it('gives up after a few attempts, and at once when it is refused, and leaves nothing behind', async () => {
    for (const [error, expected] of [[unavailable(), 5], [new ORPCError('NOT_FOUND', { message: 'There is no upload.' }), 1]] as const) {
      let attempts = 0;
      const { client, discarded } = takePieces(() => {
        attempts += 1;
        throw error;
      });
      await expect(sendFile(client, file, () => undefined, never)).rejects.toBe(error);
      expect([attempts, discarded]).toEqual([expected, ['upl-1']]);
    }
  });
  it('stops when it is given up, also while the disk does not answer', async () => {
    const giveUp = new AbortController();
    const { client, pieces, discarded } = takePieces();
    await expect(sendFile(client, file, () => giveUp.abort(new Error('enough')), giveUp.signal)).rejects.toThrow('enough');
    expect([pieces.length, discarded]).toEqual([1, ['upl-1']]);
    const silent = { name: 'A.csv', size: 10, slice: () => ({ arrayBuffer: () => new Promise(() => undefined) }) } as unknown as File;
    const waiting = new AbortController();
    const sending = sendFile(client, silent, () => undefined, waiting.signal);
    setTimeout(() => waiting.abort(new Error('too slow')), 0);
    await expect(sending).rejects.toThrow('too slow');
  });
  it('says in words that a file cannot be read', async () => {
    const folder = { name: 'folder', size: 10, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }) } as unknown as File;
    await expect(sendFile(takePieces().client, folder, () => undefined, never)).rejects.toThrow('folder could not be read: it may be a folder');
  });
});
