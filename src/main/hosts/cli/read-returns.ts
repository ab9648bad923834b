import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../core/kernel/index.ts';
import { nearestName } from '../../../quant/text/nearest-name.ts';

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
const dayText = /^\d{4}-\d{2}-\d{2}$/;
const momentText = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads columns of returns out of a CSV: separated by commas, semicolons or tabs, with a row of names; dates as ISO 8601 (UTC where they
 * name no offset) in a column called date, datetime, time or timestamp. INVALID_INPUT names the line and the remedy.
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
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

const refuse = (file: string, sentence: string, line?: number): AppError => new AppError('INVALID_INPUT', `${file}: ${sentence}`, { file, ...(line === undefined ? {} : { line }) });

/** The same out of a text. */
export function parseReturns(text: string, file: string, column: string, benchmark: string | null): ReturnsFile {
  const lines = text.split(/\r\n|\n|\r/);
  const header = lines[0] ?? '';
  const separator = [',', ';', '\t'].find((one) => header.includes(one)) ?? ',';
  const names = splitRow(header, separator);
  const places = [findColumn(names, column, file), ...(benchmark === null ? [] : [findColumn(names, benchmark, file)])];
  const datePlace = names.findIndex((name, i) => dateNames.includes(name.toLowerCase()) && !places.includes(i));
  const [returns, other, time]: [(number | null)[], (number | null)[], number[]] = [[], [], []];
  for (let i = 1; i < lines.length; i++) {
    if ((lines[i] ?? '').trim() === '') continue;
    const cells = splitRow(lines[i] ?? '', separator);
    returns.push(readCell(cells, names, places[0] ?? 0, file, i + 1));
    if (places[1] !== undefined) other.push(readCell(cells, names, places[1], file, i + 1));
    if (datePlace >= 0) time.push(readMoment(cells[datePlace] ?? '', file, i + 1, time.at(-1)));
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
  throw refuse(file, `There is no column ${wanted}${nearest === null ? '.' : `; did you mean ${nearest}?`} The columns are ${names.filter((name) => name !== '').join(', ')}.`);
}

function readCell(cells: readonly string[], names: readonly string[], place: number, file: string, line: number): number | null {
  const cell = cells[place] ?? '';
  if (nothing.has(cell.toLowerCase())) return null;
  if (!numberText.test(cell) || !Number.isFinite(Number(cell))) {
    throw refuse(file, `Line ${line}: ${names[place] ?? ''} is "${cell.slice(0, 40)}", which is no number such as -0.0125; mend it, or leave it empty to leave the period out.`, line);
  }
  return Number(cell);
}

/** A moment of a row, which must come after the one before. */
function readMoment(cell: string, file: string, line: number, before: number | undefined): number {
  const ms = parseMoment(cell);
  if (Number.isNaN(ms)) throw refuse(file, `Line ${line}: "${cell.slice(0, 40)}" is no moment such as 2026-01-31 or 2026-01-31T15:30:00Z; mend it, or call the column something else than date to do without.`, line);
  if (before !== undefined && ms <= before) throw refuse(file, `Line ${line}: ${cell} is not after the row before; sort the rows by time and keep one of each moment.`, line);
  return ms;
}

function parseMoment(cell: string): number {
  if (dayText.test(cell)) return Date.parse(cell);
  const [, day = '', time = '', offset = 'Z'] = momentText.exec(cell) ?? [];
  return day === '' ? Number.NaN : Date.parse(`${day}T${time}${offset}`);
}
