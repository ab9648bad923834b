import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../core/kernel/index.ts';

/** More than this is no text that could be read at once. */
const mostBytes = 400 * 1_024 ** 2;

/** The bytes of a file on memory that threads share. NOT_FOUND or INVALID_INPUT in one sentence. */
export async function readWhole(path: string, name = basename(path)): Promise<Uint8Array> {
  const file = await open(path).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw code === 'ENOENT' ? new AppError('NOT_FOUND', `There is no file ${path}.`, { file: name }) : new AppError('INVALID_INPUT', `${path} cannot be read (${code}).`, { file: name });
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new AppError('INVALID_INPUT', `${path} is no file; name a file.`, { file: name });
    if (stat.size > mostBytes) throw new AppError('INVALID_INPUT', `${name} has ${stat.size} bytes and at most ${mostBytes} are read.`, { file: name, size: stat.size, mostBytes });
    const read = await file.readFile();
    const bytes = new Uint8Array(new SharedArrayBuffer(read.byteLength));
    bytes.set(read);
    return bytes;
  } finally {
    await file.close();
  }
}
