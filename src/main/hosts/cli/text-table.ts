import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { checkIsText, FaultList, type TimeReader } from '../../adapters/files/index.ts';
import { AppError } from '../../core/kernel/index.ts';

const largestBytes = 64 * 1_024 * 1_024;
const nothing = new Set(['', 'nan', 'na', 'n/a', 'null', 'none', '-']);
const numberText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** What is wrong with a file of ours: its name, one sentence, and the line where there is one. */
export const refuse = (file: string, sentence: string, line?: number): AppError => new AppError('INVALID_INPUT', `${file}: ${sentence}`, { file, ...(line === undefined ? {} : { line }) });

/** The text of a file of at most 64 MB. INVALID_INPUT where there is none. */
export async function readText(path: string, signal: AbortSignal | undefined): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path, signal === undefined ? {} : { signal });
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    throw refuse(basename(path), code === 'ENOENT' ? 'There is no such file; check the path.' : code === 'EISDIR' ? 'This is a folder; name a file in it.' : `The file cannot be read (${String(code)}).`);
  }
  if (bytes.length > largestBytes) throw refuse(basename(path), `The file has ${bytes.length} bytes; such a table has at most ${largestBytes}.`);
  return toText(bytes, basename(path));
}

/** Bytes of a file as text; what is none (UTF-16, an archive, binary data) is refused before any of it could reach a terminal. */
export function toText(bytes: Uint8Array, file: string): string {
  const faults = new FaultList(1);
  const [fault] = checkIsText(bytes, faults) ? [] : faults.items;
  if (fault !== undefined) throw refuse(file, `${fault.reason} ${fault.remedy}`);
  return new TextDecoder().decode(bytes);
}

/** A table as text: its names, the sign between cells and its rows with their lines; empty lines are no rows. */
export type TextTable = { readonly names: readonly string[]; readonly separator: string; readonly rows: readonly { readonly line: number; readonly text: string }[] };

/** A text as a table: cells stand between commas, semicolons or tabs, whichever the first row has. */
export function splitTable(text: string): TextTable {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const separator = [',', ';', '\t'].find((one) => header.includes(one)) ?? ',';
  const rows = lines.map((one, i) => ({ line: i + 2, text: one })).filter((row) => row.text.trim() !== '');
  return { names: splitRow(header, separator), separator, rows };
}

/** The cells of a row without their quotes. */
export function splitRow(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let [cell, isQuoted] = ['', false];
  for (const sign of line) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell.trim()];
}

/** Text of a file as a sentence can carry it: at most 40 characters, nothing that a terminal would obey. */
export const printable = (text: string): string => text.slice(0, 40).replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, '?');
export const excerpt = (cell: string): string => `"${printable(cell)}"`;

/** Whether a cell says that there is no value. */
export const isNothing = (cell: string): boolean => nothing.has(cell.toLowerCase());

/** A number as a table writes it; NaN where it is none, or too large to hold. */
export function readNumber(cell: string): number {
  const value = numberText.test(cell) ? Number(cell) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

/** What is wrong with a cell that should be a moment. */
export function describeProblem({ form, problem }: TimeReader, cell: string): string {
  if (form !== 'day-month' && problem === 'calendar') return `The calendar has no day ${excerpt(cell)}`;
  if (form !== 'day-month' && problem === 'form') return `${excerpt(cell)} is written in another way than the moments before it`;
  return `${excerpt(cell)} is no moment such as 2026-01-31 or 2026-01-31T15:30:00Z`;
}
