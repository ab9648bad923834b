import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { belowTotalLoss } from '../../../quant/stats/index.ts';
import { nearestName } from '../../../quant/text/nearest-name.ts';
import { checkIsText, FaultList, TimeReader } from '../../adapters/files/index.ts';
import { AppError } from '../../core/kernel/index.ts';

/** Columns of a file of returns; null where a cell is empty or says that there is none. */
export type ReturnsFile = {
  readonly returns: readonly (number | null)[];
  readonly benchmark: readonly (number | null)[] | null;
  /** Epoch milliseconds of each row; null where the file has no column of dates. */
  readonly time: readonly number[] | null;
};

const largestBytes = 64 * 1_024 * 1_024;
const dateNames = ['date', 'datetime', 'time', 'timestamp', ''];
const nothing = new Set(['', 'nan', 'na', 'n/a', 'null', 'none', '-']);
const numberText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Reads columns of returns out of a CSV: separated by commas, semicolons or tabs, with a row of names; dates as a file of bars writes them,
 * year first (UTC where they name no offset), in a column called date, datetime, time or timestamp. INVALID_INPUT names the line and the
 * remedy.
 */
export async function readReturns(path: string, column: string, benchmark: string | null, signal?: AbortSignal): Promise<ReturnsFile> {
  return parseReturns(await readText(path, signal), basename(path), column, benchmark);
}

async function readText(path: string, signal: AbortSignal | undefined): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path, signal === undefined ? {} : { signal });
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    throw refuse(basename(path), code === 'ENOENT' ? 'There is no such file; check the path.' : code === 'EISDIR' ? 'This is a folder; name a file in it.' : `The file cannot be read (${String(code)}).`);
  }
  if (bytes.length > largestBytes) throw refuse(basename(path), `The file has ${bytes.length} bytes; a file of returns has at most ${largestBytes}.`);
  return toText(bytes, basename(path));
}

/** Bytes of a file as text; what is none (UTF-16, an archive, binary data) is refused before any of it could reach a terminal. */
export function toText(bytes: Uint8Array, file: string): string {
  const faults = new FaultList(1);
  const [fault] = checkIsText(bytes, faults) ? [] : faults.items;
  if (fault !== undefined) throw refuse(file, `${fault.reason} ${fault.remedy}`);
  return new TextDecoder().decode(bytes);
}

const refuse = (file: string, sentence: string, line?: number): AppError => new AppError('INVALID_INPUT', `${file}: ${sentence}`, { file, ...(line === undefined ? {} : { line }) });

/** The same out of a text. */
export function parseReturns(text: string, file: string, column: string, benchmark: string | null): ReturnsFile {
  if (text.trim() === '') throw refuse(file, 'The file is empty; it needs a row of names and a row for each return.');
  const lines = text.split(/\r\n|\n|\r/);
  const header = lines[0] ?? '';
  const separator = [',', ';', '\t'].find((one) => header.includes(one)) ?? ',';
  const names = splitRow(header, separator);
  const places = [findColumn(names, column, file), ...(benchmark === null ? [] : [findColumn(names, benchmark, file)])];
  const datePlace = names.findIndex((name, i) => dateNames.includes(name.toLowerCase()) && !places.includes(i));
  const reader = new TimeReader();
  const [returns, other, time]: [(number | null)[], (number | null)[], number[]] = [[], [], []];
  for (let i = 1; i < lines.length; i++) {
    if ((lines[i] ?? '').trim() === '') continue;
    const cells = splitRow(lines[i] ?? '', separator);
    returns.push(readCell(cells, names, places[0] ?? 0, file, i + 1));
    if (places[1] !== undefined) other.push(readCell(cells, names, places[1], file, i + 1));
    if (datePlace >= 0) time.push(readMoment(reader, cells[datePlace] ?? '', file, i + 1, time.at(-1)));
  }
  if (returns.length === 0) throw refuse(file, 'The file has no rows below its names; each return needs one.');
  return { returns, benchmark: benchmark === null ? null : other, time: datePlace < 0 ? null : time };
}

/** The cells of a row without their quotes. */
function splitRow(line: string, separator: string): string[] {
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

function findColumn(names: readonly string[], wanted: string, file: string): number {
  const exact = names.indexOf(wanted);
  const place = exact >= 0 ? exact : names.findIndex((name) => name.toLowerCase() === wanted.toLowerCase());
  if (place >= 0) return place;
  const nearest = nearestName(wanted, names.filter((name) => name !== ''));
  throw refuse(file, `There is no column ${wanted}${nearest === null ? '.' : `; did you mean ${nearest}?`} The columns are ${names.filter((name) => name !== '').map(printable).join(', ')}.`);
}

/** Text of a file as a sentence can carry it: at most 40 characters, nothing that a terminal would obey. */
const printable = (text: string): string => text.slice(0, 40).replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, '?');
const excerpt = (cell: string): string => `"${printable(cell)}"`;

function readCell(cells: readonly string[], names: readonly string[], place: number, file: string, line: number): number | null {
  const cell = cells[place] ?? '';
  if (nothing.has(cell.toLowerCase())) return null;
  const value = numberText.test(cell) ? Number(cell) : Number.NaN;
  if (!Number.isFinite(value)) {
    throw refuse(file, `Line ${line}: ${names[place] ?? ''} is ${excerpt(cell)}, which is no number such as -0.0125; mend it, or leave it empty to leave the period out.`, line);
  }
  if (value < -1) throw refuse(file, `Line ${line}: ${names[place] ?? ''} is ${cell}: ${belowTotalLoss}`, line);
  return value;
}

/** A moment of a row, which must come after the one before. */
function readMoment(reader: TimeReader, cell: string, file: string, line: number, before: number | undefined): number {
  const bytes = Buffer.from(cell);
  const ms = reader.read(bytes, 0, bytes.length);
  // Whether day or month comes first, the rest of such a file would have to tell.
  if (Number.isNaN(ms) || reader.form === 'day-month') throw refuse(file, `Line ${line}: ${describeProblem(reader, cell)}; mend it, or call the column something else than date to do without.`, line);
  if (before !== undefined && ms <= before) throw refuse(file, `Line ${line}: ${cell} is not after the row before; sort the rows by time and keep one of each moment.`, line);
  return ms;
}

function describeProblem({ form, problem }: TimeReader, cell: string): string {
  if (form !== 'day-month' && problem === 'calendar') return `The calendar has no day ${excerpt(cell)}`;
  if (form !== 'day-month' && problem === 'form') return `${excerpt(cell)} is written in another way than the moments before it`;
  return `${excerpt(cell)} is no moment such as 2026-01-31 or 2026-01-31T15:30:00Z`;
}
