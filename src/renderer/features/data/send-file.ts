import { isClientError, type Client } from '../../api/index.ts';
import { encodeBase64 } from './encode-base64.ts';

const chunkBytes = 512 * 1024;
const mostTries = 5;

/**
 * Sends a file in pieces of at most 512 KB and gives the id of the upload. A piece whose answer was lost is sent again once the
 * connection is back: the other side recognises it. Given up, the upload is discarded there too.
 */
export async function sendFile(client: Client, file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<string> {
  const { uploadId } = await client.api.data.importBegin({ name: file.name.slice(-200) || 'file', size: file.size });
  try {
    for (let offset = 0; offset < file.size; ) {
      signal.throwIfAborted();
      const bytes = await orAborted(read(file, offset), signal);
      await sendChunk(client, { uploadId, offset, data: encodeBase64(bytes) }, signal);
      offset += bytes.length;
      onSent(offset);
    }
    signal.throwIfAborted();
    return uploadId;
  } catch (error) {
    discard(client, uploadId);
    throw error;
  }
}

/** Gives an upload up; one that is gone already is no loss. */
export const discard = (client: Client, uploadId: string): void => void client.api.data.importDiscard({ uploadId }).catch(() => undefined);

async function read(file: File, offset: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(offset, offset + chunkBytes).arrayBuffer());
  } catch {
    throw new Error(`${file.name} could not be read: it may be a folder, or it was moved or changed meanwhile. Choose it again.`);
  }
}

/** A disk that is slow to answer does not keep anybody from giving up. */
const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });

async function sendChunk(client: Client, chunk: { readonly uploadId: string; readonly offset: number; readonly data: string }, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return void (await client.api.data.importChunk(chunk, { signal }));
    } catch (error) {
      if (signal.aborted || attempt === mostTries || !isClientError(error) || (error.code !== 'UNAVAILABLE' && error.code !== 'TIMEOUT')) throw error;
      await reconnected(client, signal);
    }
  }
}

const reconnected = (client: Client, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const isDone = (): boolean => signal.aborted || client.connection.get() === 'open';
    if (isDone()) {
      resolve();
      return;
    }
    const end = (): void => {
      if (!isDone()) return;
      unwatch();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const unwatch = client.connection.watch(end);
    signal.addEventListener('abort', end);
  });
