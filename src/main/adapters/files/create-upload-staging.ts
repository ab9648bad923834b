import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { UploadStaging } from '../../core/data/ports.ts';
import { AppError } from '../../core/kernel/index.ts';

export type UploadStagingOptions = {
  /** A folder that nothing else uses: what lies in it from an earlier run is removed. */
  readonly folder: string;
  readonly maxFileBytes?: number;
  /** Limit of all uploads under way, by their announced sizes. */
  readonly maxTotalBytes?: number;
  readonly maxChunkBytes?: number;
  /** Limit of uploads under way, however small they are. */
  readonly maxUploads?: number;
  /** An upload that heard nothing for this long makes room for the next. */
  readonly maxIdleMs?: number;
  readonly now?: () => number;
};

type Upload = { readonly name: string; readonly path: string; readonly size: number; received: number; usedAtMs: number; queue: Promise<unknown> };

const fileOf = (uploadId: string): string => `${uploadId}.upload`;
const unknown = (uploadId: string): AppError => new AppError('NOT_FOUND', `There is no upload ${uploadId}: begin a new one.`, { uploadId });

function unavailable(error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return new AppError('UNAVAILABLE', `The data folder did not take the upload (${code}): check its room and rights, then try again.`, { code });
}

const gigabyte = 1024 ** 3;

/** Puts uploads together in a folder of its own, readable by the user alone. File names on disk are ours: the given name is only kept. */
export function createUploadStaging(options: UploadStagingOptions): UploadStaging {
  const { folder, maxFileBytes = 4 * gigabyte, maxTotalBytes = 8 * gigabyte, maxChunkBytes = 512 * 1024, maxUploads = 64, maxIdleMs = 24 * 3_600_000, now = Date.now } = options;
  const uploads = new Map<string, Upload>();
  let ready: Promise<void> | null = null;

  async function prepareFolder(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const live = new Set([...uploads.keys()].map(fileOf));
    for (const name of await readdir(folder)) if (name.endsWith('.upload') && !live.has(name)) await rm(join(folder, name), { force: true });
  }

  async function remove(uploadId: string): Promise<void> {
    const upload = uploads.get(uploadId);
    if (upload === undefined) return;
    uploads.delete(uploadId);
    await inTurn(upload, () => rm(upload.path, { force: true }));
  }

  function get(uploadId: string): Upload {
    const upload = uploads.get(uploadId);
    if (upload === undefined) throw unknown(uploadId);
    upload.usedAtMs = now();
    return upload;
  }

  /** The folder, made at the first upload; a failure is told and tried again at the next. */
  function prepareOnce(): Promise<void> {
    ready ??= prepareFolder().catch((error: unknown) => {
      ready = null;
      throw unavailable(error);
    });
    return ready;
  }

  function checkRoom(size: number): void {
    if (uploads.size >= maxUploads) {
      throw new AppError('CONFLICT', `There are ${uploads.size} uploads under way and ${maxUploads} are allowed: finish or discard one.`, { uploads: uploads.size, maxUploads });
    }
    const total = [...uploads.values()].reduce((sum, upload) => sum + upload.size, size);
    if (total > maxTotalBytes) {
      throw new AppError('CONFLICT', `Uploads under way would take ${total} bytes and ${maxTotalBytes} are allowed: finish or discard one.`, { total, maxTotalBytes });
    }
  }

  /** One call at a time for each upload, whatever order they end in. */
  function inTurn<T>(upload: Upload, run: () => Promise<T>): Promise<T> {
    const result = upload.queue.then(run);
    upload.queue = result.catch(() => undefined);
    return result;
  }

  async function write(upload: Upload, offset: number, chunk: Uint8Array): Promise<{ received: number }> {
    const { received, size } = upload;
    const end = offset + chunk.length;
    if (offset > received) throw new AppError('CONFLICT', `Bytes ${received} to ${offset - 1} of ${upload.name} are missing: send them first.`, { received });
    if (end > size) throw new AppError('INVALID_INPUT', `${upload.name} was announced with ${size} bytes and this piece ends at ${end}.`, { size, end });
    if (offset < received) {
      if (end <= received && (await isStored(upload.path, offset, chunk))) return { received };
      throw new AppError('CONFLICT', `Other bytes were received at ${offset} of ${upload.name}: go on at ${received}, or begin again.`, { received });
    }
    const file = await open(upload.path, 'r+');
    try {
      await writeAll(file, chunk, offset);
    } finally {
      await file.close();
    }
    upload.received = end;
    return { received: end };
  }

  return {
    async begin(name, size) {
      if (!Number.isInteger(size) || size < 0) throw new AppError('INVALID_INPUT', `The size of ${name} must be a whole number of bytes.`, { size });
      if (size > maxFileBytes) throw new AppError('INVALID_INPUT', `${name} has ${size} bytes and at most ${maxFileBytes} are taken: split it.`, { size, maxFileBytes });
      await prepareOnce();
      for (const [id, upload] of uploads) if (now() - upload.usedAtMs > maxIdleMs) await remove(id);
      checkRoom(size);
      const uploadId = randomUUID();
      const path = join(folder, fileOf(uploadId));
      uploads.set(uploadId, { name, path, size, received: 0, usedAtMs: now(), queue: Promise.resolve() });
      try {
        await (await open(path, 'wx', 0o600)).close();
      } catch (error) {
        uploads.delete(uploadId);
        // The folder may have been taken away under us: it is made again for the next upload.
        ready = null;
        throw unavailable(error);
      }
      return { uploadId };
    },
    async write(uploadId, offset, chunk) {
      const upload = get(uploadId);
      if (chunk.length > maxChunkBytes) {
        throw new AppError('INVALID_INPUT', `A piece of ${chunk.length} bytes is too large: send at most ${maxChunkBytes}.`, { maxChunkBytes });
      }
      if (!Number.isInteger(offset) || offset < 0) throw new AppError('INVALID_INPUT', 'The offset must be a whole number of bytes.', { offset });
      return inTurn(upload, async () => {
        // Its turn may come after the upload was given up.
        if (!uploads.has(uploadId)) throw unknown(uploadId);
        return write(upload, offset, chunk).catch((error: unknown) => {
          throw error instanceof AppError ? error : unavailable(error);
        });
      });
    },
    async finish(uploadId) {
      const upload = get(uploadId);
      await upload.queue;
      const { path, name, received, size } = upload;
      if (received < size) throw new AppError('CONFLICT', `${name} is not complete: ${received} of ${size} bytes have come. Send the rest.`, { received, size });
      return { path, name };
    },
    discard: remove,
  };
}

async function writeAll(file: FileHandle, chunk: Uint8Array, offset: number): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    written += (await file.write(chunk, written, chunk.length - written, offset + written)).bytesWritten;
  }
}

async function isStored(path: string, offset: number, chunk: Uint8Array): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const stored = Buffer.alloc(chunk.length);
    const { bytesRead } = await file.read(stored, 0, chunk.length, offset);
    return bytesRead === chunk.length && stored.equals(chunk);
  } finally {
    await file.close();
  }
}
