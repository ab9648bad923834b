import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { BarFileOptions, ReadBarFileResult } from '../../core/data/ports.ts';
import { BarFileParser } from './bar-file-parser.ts';
import { FaultList } from './fault-list.ts';
import { findTrouble, troubleOf } from './file-trouble.ts';
import { checkIsText } from './check-is-text.ts';
import { measureSpacing } from './measure-spacing.ts';
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
    const trouble = findTrouble(path, limits.maxBytes);
    if (trouble !== null) return { ok: false, error: [trouble] };
    const { size } = statSync(path);
    const parser = new BarFileParser({ options, size, maxRows: limits.maxRows, maxFaults: limits.maxFaults, faults, warnings });
    const hash = createHash('sha256');
    const bytesRead = readPieces(path, parser, faults, (bytes, total) => {
      hash.update(bytes);
      return onBytes(total, size);
    });
    if (bytesRead === null) return null;
    const bars = parser.finish();
    if (faults.total > 0) return { ok: false, error: faults.inOrder() };
    const { columns } = parser;
    const spacing = measureSpacing(bars.time);
    return { ok: true, value: { bars, fileHash: hash.digest('hex'), size: bytesRead, columns, spacing, warnings: warnings.inOrder(), warningCount: warnings.total } };
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    return { ok: false, error: [...faults.inOrder(), trouble] };
  }
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
