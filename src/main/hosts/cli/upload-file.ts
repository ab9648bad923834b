import type { ContractRouterClient } from '@orpc/contract';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Contract } from '../../../contract/api/index.ts';
import type { ImportReport } from '../../../contract/model/import-report.ts';
import { timeframe, timeframeSchema, type Timeframe } from '../../../contract/model/timeframe.ts';
import { defaultReadLimits, findTrouble, troubleOf } from '../../adapters/files/index.ts';
import { fileError, type ImportRequest } from '../../core/data/index.ts';

const chunkBytes = 512 * 1024;

type Client = ContractRouterClient<Contract>;

/** Sends a file to a running workstation piece by piece and has it imported; gives the upload up when anything fails. */
export async function uploadFile(client: Client, path: string, request: ImportRequest, signal: AbortSignal): Promise<ImportReport> {
  const name = basename(path);
  const trouble = findTrouble(path, defaultReadLimits.maxBytes);
  if (trouble !== null) throw fileError(name, [trouble]);
  const file = await inWords(name, open(path));
  try {
    const { uploadId } = await client.data.importBegin({ name, size: (await inWords(name, file.stat())).size });
    try {
      await send(client, uploadId, name, file, signal);
      return await commit(client, uploadId, request);
    } catch (error) {
      await client.data.importDiscard({ uploadId }).catch(() => {});
      throw error;
    }
  } finally {
    await file.close();
  }
}

async function send(client: Client, uploadId: string, name: string, file: FileHandle, signal: AbortSignal): Promise<void> {
  const buffer = Buffer.alloc(chunkBytes);
  for (let offset = 0; ; ) {
    signal.throwIfAborted();
    const { bytesRead } = await inWords(name, file.read(buffer, 0, chunkBytes, offset));
    if (bytesRead === 0) return;
    await client.data.importChunk({ uploadId, offset, data: buffer.toString('base64', 0, bytesRead) });
    offset += bytesRead;
  }
}

/** Without a timeframe, a day is tried, and where the file holds bars of another length that one: a refused commit keeps the upload. */
async function commit(client: Client, uploadId: string, { symbol, options, onConflict, ...request }: ImportRequest): Promise<ImportReport> {
  const commitAs = (length: Timeframe): Promise<ImportReport> =>
    client.data.importCommit({ uploadId, symbol, timeframe: length, onConflict, options: { ...options } });
  if (request.timeframe !== null) return commitAs(request.timeframe);
  try {
    return await commitAs(timeframe('1d'));
  } catch (error) {
    const looksLike = looksLikeOf(error);
    if (looksLike === null) throw error;
    return commitAs(looksLike);
  }
}

/** The timeframe that a refusal names instead of the one that was given; null where it names none. */
function looksLikeOf(error: unknown): Timeframe | null {
  const data = error instanceof Error && 'data' in error ? (error.data as { details?: { looksLike?: unknown } } | null) : null;
  return timeframeSchema.safeParse(data?.details?.looksLike).data ?? null;
}

/** The same sentence for a failure of the file system as the workstation's own reader has. */
async function inWords<T>(name: string, result: Promise<T>): Promise<T> {
  return result.catch((error: unknown) => {
    const trouble = troubleOf(error);
    throw trouble === null ? error : fileError(name, [trouble]);
  });
}
