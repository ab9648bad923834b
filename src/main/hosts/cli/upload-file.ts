import type { ContractRouterClient } from '@orpc/contract';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Contract } from '../../../contract/api/index.ts';
import type { ImportReport } from '../../../contract/model/import-report.ts';
import type { ImportRequest } from '../../core/data/index.ts';
import { AppError } from '../../core/kernel/index.ts';

const chunkBytes = 512 * 1024;

/** Sends a file to a running workstation piece by piece and has it imported; gives the upload up when anything fails. */
export async function uploadFile(
  client: ContractRouterClient<Contract>, path: string, request: ImportRequest, signal: AbortSignal,
): Promise<ImportReport> {
  const file = await open(path).catch(() => {
    throw new AppError('INVALID_INPUT', `${path} cannot be opened; check the path and that you may read it.`);
  });
  try {
    const { uploadId } = await client.data.importBegin({ name: basename(path), size: (await file.stat()).size });
    try {
      const buffer = Buffer.alloc(chunkBytes);
      for (let offset = 0; ; ) {
        signal.throwIfAborted();
        const { bytesRead } = await file.read(buffer, 0, chunkBytes, offset);
        if (bytesRead === 0) break;
        await client.data.importChunk({ uploadId, offset, data: buffer.toString('base64', 0, bytesRead) });
        offset += bytesRead;
      }
      const { symbol, timeframe, options, onConflict } = request;
      return await client.data.importCommit({ uploadId, symbol, timeframe, onConflict, options: { ...options } });
    } catch (error) {
      await client.data.importDiscard({ uploadId }).catch(() => {});
      throw error;
    }
  } finally {
    await file.close();
  }
}
