import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { BarFileOptions, ReadBarFileResult } from '../../core/data/ports.ts';
import { BarFileParser } from './bar-file-parser.ts';
import { FaultList } from './fault-list.ts';
import { checkIsText } from './check-is-text.ts';
import { isZone } from './zone-clock.ts';

const chunkBytes = 1024 * 1024;
/** A longer line is no row of numbers; most often a quote was never closed. */
const maxLineBytes = 1024 * 1024;
const lineFeed = 10;

export type ReadLimits = {
  readonly maxBytes: number;
  readonly maxRows: number;
  /** Faults after which reading stops. */
  readonly maxFaults: number;
};
export const defaultReadLimits: ReadLimits = { maxBytes: 4 * 1024 ** 3, maxRows: 200_000_000, maxFaults: 100 };

/**
 * Reads a file of bars piece by piece and blocks its thread until it is done. `onBytes` hears how much has been read and
 * stops the reading by returning false: then the result is null.
 */
export function readBarFile(
  path: string, options: BarFileOptions, limits: ReadLimits, onBytes: (bytesRead: number, size: number) => boolean,
): ReadBarFileResult | null {
  const faults = new FaultList(limits.maxFaults);
  const warnings = new FaultList(limits.maxFaults);
  if (options.timezone !== undefined && !isZone(options.timezone)) {
    faults.add('UNKNOWN_TIMEZONE', null, null, `There is no time zone "${options.timezone}".`, 'Use a name such as America/New_York or UTC.');
    return { ok: false, error: faults.inOrder() };
  }
  try {
    const size = checkedSize(path, limits.maxBytes, faults);
    if (size === null) return { ok: false, error: faults.inOrder() };
    const parser = new BarFileParser({ options, size, maxRows: limits.maxRows, faults, warnings });
    const hash = createHash('sha256');
    const bytesRead = readPieces(path, parser, faults, (bytes, total) => {
      hash.update(bytes);
      return onBytes(total, size);
    });
    if (bytesRead === null) return null;
    const bars = parser.finish();
    if (faults.total > 0) return { ok: false, error: faults.inOrder() };
    const { columns } = parser;
    return { ok: true, value: { bars, fileHash: hash.digest('hex'), size: bytesRead, columns, warnings: warnings.inOrder(), warningCount: warnings.total } };
  } catch (error) {
    faults.add(...describeFailure(error));
    return { ok: false, error: faults.inOrder() };
  }
}

/** The size of the file, or null, with a fault, where there is nothing to read. */
function checkedSize(path: string, maxBytes: number, faults: FaultList): number | null {
  const stat = statSync(path);
  if (!stat.isFile()) faults.add('UNREADABLE', null, null, 'This is not a file.', 'Choose a file with bars.');
  else if (stat.size === 0) faults.add('EMPTY', null, null, 'The file is empty.', 'Choose a file with bars.');
  else if (stat.size > maxBytes) {
    const sizes = `${Math.ceil(stat.size / 1024 ** 2)} MB and at most ${Math.floor(maxBytes / 1024 ** 2)} MB are read at once`;
    faults.add('TOO_LARGE', null, null, `The file has ${sizes}.`, 'Split the file.');
  } else return stat.size;
  return null;
}

/** Feeds the parser; gives the bytes read, or null when it was told to stop. */
function readPieces(path: string, parser: BarFileParser, faults: FaultList, onPiece: (bytes: Uint8Array, total: number) => boolean): number | null {
  const file = openSync(path, 'r');
  try {
    // One piece, the row that the piece before broke off in, and a line feed for a last line without one.
    const buffer = Buffer.allocUnsafe(chunkBytes + maxLineBytes + 1);
    let kept = 0;
    let total = 0;
    for (;;) {
      const count = readSync(file, buffer, kept, chunkBytes, null);
      const piece = buffer.subarray(kept, kept + count);
      if (total === 0 && !checkIsText(piece, faults)) return 0;
      total += count;
      if (!onPiece(piece, total)) return null;
      if (count === 0 && kept === 0) return total;
      let limit = kept + count;
      if (count === 0) buffer[limit++] = lineFeed;
      const used = parser.push(buffer, limit);
      if (faults.isFull) return total;
      kept = limit - used;
      if (kept > maxLineBytes || (count === 0 && kept > 0)) {
        faults.add('COLUMN_COUNT', parser.line, null, 'This line does not end: a quote is opened and never closed.', 'Close the quote or remove it.');
        return total;
      }
      if (count === 0) return total;
      buffer.copyWithin(0, used, limit);
    }
  } finally {
    closeSync(file);
  }
}

type Fault = Parameters<FaultList['add']>;

function describeFailure(error: unknown): Fault {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const choose = 'Choose a file that exists and that you may read.';
  if (code === 'ENOENT' || code === 'ENOTDIR') return ['UNREADABLE', null, null, 'There is no such file.', choose];
  if (code === 'EACCES' || code === 'EPERM') return ['UNREADABLE', null, null, 'You may not read this file.', choose];
  if (error instanceof RangeError) return ['TOO_LARGE', null, null, 'There is not enough memory for its bars.', 'Split the file, or close other programs.'];
  if (typeof code === 'string') return ['UNREADABLE', null, null, `Reading failed (${code}).`, 'Check the disk and try again.'];
  throw error;
}
