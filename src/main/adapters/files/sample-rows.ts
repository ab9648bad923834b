import { closeSync, openSync, readSync } from 'node:fs';
import type { BarFilePreview, ColumnRole, SampleRow } from '../../core/data/ports.ts';
import type { FileHeader } from './bar-file-parser.ts';
import { CsvRow } from './csv-row.ts';

const chunkBytes = 1024 * 1024;
const lineFeed = 10;
const firstRows = 20;
/** What a person can look through; a row of a file may be a megabyte long. */
const mostColumns = 200;
const mostCharacters = 60;

const cut = (text: string): string => (text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text);

/** The columns of a header with what each is read as. */
export const sampleColumns = (cells: readonly string[], roles: readonly (ColumnRole | null)[]): BarFilePreview['columns'] =>
  cells.slice(0, mostColumns).map((name, i) => ({ name, role: roles[i] ?? null }));

/** The first rows below the header as they are written, and those on the lines with faults or odd values, each with the row before it. */
export function sampleRows(path: string, header: FileHeader, faultLines: readonly number[]): Pick<BarFilePreview, 'rows' | 'faultRows'> {
  const wanted = new Set(faultLines);
  const lastWanted = faultLines.reduce((most, line) => Math.max(most, line), 0);
  const rows: SampleRow[] = [];
  const faultRows: SampleRow[] = [];
  let before: SampleRow | null = null;
  walkRows(path, header, (line, lines, read) => {
    const isWanted = overlaps(wanted, line, lines);
    // The row before the wanted one has to be kept in case; only rows that may be one are decoded.
    const row = rows.length < firstRows || isWanted || overlaps(wanted, line + lines, 1) ? { line, cells: read() } : null;
    if (row !== null && rows.length < firstRows) rows.push(row);
    else if (row !== null && isWanted) faultRows.push(...(before === null || faultRows.at(-1) === before || rows.includes(before) ? [row] : [before, row]));
    before = row;
    return rows.length < firstRows || line < lastWanted;
  });
  return { rows, faultRows };
}

function overlaps(wanted: ReadonlySet<number>, line: number, lines: number): boolean {
  for (let at = line; at < line + lines; at++) if (wanted.has(at)) return true;
  return false;
}

/** Goes through the rows that hold anything, with the line each begins on and how many it takes, until it is told to stop. */
function walkRows(path: string, { endByte, separator, nextLine }: FileHeader, onRow: (line: number, lines: number, read: () => readonly string[]) => boolean): void {
  const file = openSync(path, 'r');
  const row = new CsvRow();
  const decoder = new TextDecoder();
  try {
    // Room for a row that the piece before broke off in, and a line feed for a last line without one.
    const buffer = Buffer.allocUnsafe(2 * chunkBytes + 1);
    const read = (): readonly string[] =>
      Array.from({ length: Math.min(row.count, mostColumns) }, (_, i) => cut(decoder.decode(buffer.subarray(row.starts[i], Math.min(row.ends[i] as number, (row.starts[i] as number) + 4 * mostCharacters + 4)))));
    let [line, kept, offset] = [nextLine, 0, endByte];
    for (;;) {
      const count = readSync(file, buffer, kept, chunkBytes, offset);
      offset += count;
      let limit = kept + count;
      if (count === 0 && kept > 0) buffer[limit++] = lineFeed;
      let position = 0;
      for (let next = row.cut(buffer, 0, limit, separator); next >= 0; next = row.cut(buffer, position, limit, separator)) {
        if (!row.isEmpty() && !onRow(line, row.lines, read)) return;
        line += row.lines;
        position = next;
      }
      kept = limit - position;
      if (count === 0 || kept > chunkBytes) return;
      buffer.copyWithin(0, position, limit);
    }
  } finally {
    closeSync(file);
  }
}
