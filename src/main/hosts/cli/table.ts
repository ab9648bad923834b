import { formatCell, isNumericCell } from './format-cell.ts';

/** Rows as aligned columns with two spaces between them; numbers stand on the right. */
export function formatTable(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => headers.map((_, i) => row[i] ?? ''));
  const widths = headers.map((header, i) => Math.max(header.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const isRight = headers.map((_, i) => cells.length > 0 && cells.every((row) => isNumericCell(row[i] ?? '')));
  const line = (row: readonly string[]): string => row.map((cell, i) => (isRight[i] === true ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  ').trimEnd();
  return [headers, ...cells].map(line).join('\n');
}

/** Names and values in two columns; a value of several lines keeps its column. */
export function formatPairs(pairs: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(0, ...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${value.replaceAll('\n', `\n${' '.repeat(width + 2)}`)}`.trimEnd()).join('\n');
}

/** A number for people: up to 4 digits after the point, a dash for none. */
export const formatNumber = (value: number | null | undefined): string => formatCell(value ?? null);

/** A moment for people and programs: ISO 8601 UTC. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();
