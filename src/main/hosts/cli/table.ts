const isNumeric = (cell: string): boolean => /^[-+]?[\d.,]+ ?%?$/.test(cell);

/** Rows as aligned columns with two spaces between them; numbers stand on the right. */
export function formatTable(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headers.map((header, i) => Math.max(header.length, ...rows.map((row) => (row[i] ?? '').length)));
  const isRight = headers.map((_, i) => rows.length > 0 && rows.every((row) => isNumeric(row[i] ?? '') || row[i] === '' || row[i] === '–'));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => (isRight[i] === true ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  ').trimEnd();
  return [line(headers), ...rows.map(line)].join('\n');
}

/** A number for people: up to 4 digits after the point, a dash for none. */
export const formatNumber = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : String(Math.round(value * 1e4) / 1e4);

/** A moment for people and programs: ISO 8601 UTC. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();
