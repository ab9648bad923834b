import { open } from 'node:fs/promises';
import type { RunExport } from '../../../contract/model/report.ts';
import { AppError } from '../../core/kernel/index.ts';

/** Writes a text that comes piece by piece into a file, and gives its length in bytes. INVALID_INPUT where the file cannot be written. */
export async function writeExport(file: string, fetch: (offset: number) => Promise<RunExport>): Promise<number> {
  // Nothing is begun where there is nothing to write.
  let piece = await fetch(0);
  try {
    await using handle = await open(file, 'w');
    for (;;) {
      await handle.writeFile(piece.text);
      if (piece.next === null) return piece.size;
      piece = await fetch(piece.next);
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw new AppError('INVALID_INPUT', `${file} cannot be written (${String((error as { code?: unknown }).code)}); name a file in a folder that is there.`, { file });
    throw error;
  }
}
