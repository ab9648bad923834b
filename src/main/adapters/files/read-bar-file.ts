import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { BarFileOptions, BarFilePreview, ReadBarFileResult } from '../../core/data/ports.ts';
import { BarFileParser, type FileHeader } from './bar-file-parser.ts';
import { FaultList } from './fault-list.ts';
import { findTrouble, troubleOf } from './file-trouble.ts';
import { checkIsText } from './check-is-text.ts';
import { measureSpacing } from './measure-spacing.ts';
import { sampleColumns, sampleRows } from './sample-rows.ts';
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

/** Hears how much has been read and stops the reading by returning false. */
type OnBytes = (bytesRead: number, size: number) => boolean;

/** Reads a file of bars piece by piece and blocks its thread until it is done. Null when it was stopped. */
export function readBarFile(path: string, options: BarFileOptions, limits: ReadLimits, onBytes: OnBytes): ReadBarFileResult | null {
  return parseBarFile(path, options, limits, onBytes)?.result ?? null;
}

/** What {@link readBarFile} makes of a file, without the bars: its columns, some of its rows as they are written, its faults. */
export function previewBarFile(path: string, options: BarFileOptions, limits: ReadLimits, onBytes: OnBytes): BarFilePreview | null {
  const parsed = parseBarFile(path, options, limits, onBytes);
  if (parsed === null) return null;
  const { result, header } = parsed;
  const faults = result.ok ? [] : result.error;
  const { bars, spacing = null, warnings = [], warningCount = 0 } = result.ok ? result.value : { bars: null };
  const found = { rowCount: bars?.time.length ?? null, fromMs: bars?.time[0] ?? null, toMs: bars?.time.at(-1) ?? null, spacing, faults, warnings, warningCount };
  if (header === null) return { layout: null, columns: [], rows: [], faultRows: [], ...found };
  const { separator, price, hasSides, hasAdjusted, roles, cells } = header;
  return {
    layout: { separator: String.fromCharCode(separator), price, isAdjusted: options.adjusted === true, hasSides, hasAdjusted },
    columns: sampleColumns(cells, roles),
    ...sampleRows(path, header, (result.ok ? warnings : faults).flatMap(({ line }) => line ?? [])),
    ...found,
  };
}

type Parsed = { readonly result: ReadBarFileResult; readonly header: FileHeader | null };

function parseBarFile(path: string, options: BarFileOptions, limits: ReadLimits, onBytes: OnBytes): Parsed | null {
  const faults = new FaultList(limits.maxFaults);
  const warnings = new FaultList(limits.maxFaults);
  if (options.timezone !== undefined && !isZone(options.timezone)) {
    faults.add('UNKNOWN_TIMEZONE', null, null, `There is no time zone "${options.timezone}".`, 'Use a name such as America/New_York or UTC.');
    return { result: { ok: false, error: faults.inOrder() }, header: null };
  }
  let parser: BarFileParser | null = null;
  try {
    const trouble = findTrouble(path, limits.maxBytes);
    if (trouble !== null) return { result: { ok: false, error: [trouble] }, header: null };
    const { size } = statSync(path);
    parser = new BarFileParser({ options, size, maxRows: limits.maxRows, maxFaults: limits.maxFaults, faults, warnings });
    const hash = createHash('sha256');
    const bytesRead = readPieces(path, parser, faults, (bytes, total) => {
      hash.update(bytes);
      return onBytes(total, size);
    });
    if (bytesRead === null) return null;
    const bars = parser.finish();
    const { columns, header } = parser;
    if (faults.total > 0) return { result: { ok: false, error: faults.inOrder() }, header };
    const spacing = measureSpacing(bars.time);
    const value = { bars, fileHash: hash.digest('hex'), size: bytesRead, columns, spacing, warnings: warnings.inOrder(), warningCount: warnings.total };
    return { result: { ok: true, value }, header };
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    return { result: { ok: false, error: [...faults.inOrder(), trouble] }, header: parser?.header ?? null };
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
