import { basename } from 'node:path';
import { belowTotalLoss } from '../../../quant/stats/index.ts';
import { nearestName } from '../../../quant/text/nearest-name.ts';
import { TimeReader } from '../../adapters/files/index.ts';
import { describeProblem, excerpt, isNothing, printable, readNumber, readText, refuse, splitRow, splitTable } from './text-table.ts';

/** A column by its name; null where a cell is empty or says that there is none. */
export type NamedColumn = { readonly name: string; readonly returns: readonly (number | null)[] };

/** Which columns of a file are asked for. */
export type ColumnsAsked = {
  /** Returns; none: every column that is not one of dates or asked for as something else. */
  readonly columns: readonly string[];
  readonly benchmark: string | null;
  /** What was held in each period: any numbers. */
  readonly positions: string | null;
};

export type ReturnTable = {
  readonly columns: readonly NamedColumn[];
  readonly benchmark: readonly (number | null)[] | null;
  readonly positions: readonly (number | null)[] | null;
  /** Epoch milliseconds of each row; null where the file has no column of dates. */
  readonly time: readonly number[] | null;
};

/** Columns of a file of returns; null where a cell is empty or says that there is none. */
export type ReturnsFile = {
  readonly returns: readonly (number | null)[];
  readonly benchmark: readonly (number | null)[] | null;
  /** Epoch milliseconds of each row; null where the file has no column of dates. */
  readonly time: readonly number[] | null;
};

const dateNames = ['date', 'datetime', 'time', 'timestamp', ''];

/**
 * Reads columns of returns out of a CSV: separated by commas, semicolons or tabs, with a row of names; dates as a file of bars writes them,
 * year first (UTC where they name no offset), in a column called date, datetime, time or timestamp. INVALID_INPUT names the line and the
 * remedy.
 */
export async function readReturns(path: string, column: string, benchmark: string | null, signal?: AbortSignal): Promise<ReturnsFile> {
  return parseReturns(await readText(path, signal), basename(path), column, benchmark);
}

/** The same for several columns. Each column has one use. */
export async function readReturnTable(path: string, asked: ColumnsAsked, signal?: AbortSignal): Promise<ReturnTable> {
  return parseReturnTable(await readText(path, signal), basename(path), asked);
}

/** The same out of a text. */
export function parseReturns(text: string, file: string, column: string, benchmark: string | null): ReturnsFile {
  const table = parseReturnTable(text, file, { columns: [column], benchmark, positions: null });
  return { returns: table.columns[0]?.returns ?? [], benchmark: table.benchmark, time: table.time };
}

/** The same out of a text. */
export function parseReturnTable(text: string, file: string, asked: ColumnsAsked): ReturnTable {
  if (text.trim() === '') throw refuse(file, 'The file is empty; it needs a row of names and a row for each return.');
  const { names, separator, rows } = splitTable(text);
  const { places, benchmark, positions, date } = findColumns(names, asked, file);
  const reader = new TimeReader();
  const columns = new Map([...places, benchmark, positions].flatMap((place) => (place === null ? [] : [[place, [] as (number | null)[]]])));
  const time: number[] = [];
  for (const { line, text: row } of rows) {
    const cells = splitRow(row, separator);
    for (const [place, column] of columns) column.push(readCell(cells, names, place, file, line, place === positions ? Number.NEGATIVE_INFINITY : -1));
    if (date !== null) time.push(readMoment(reader, cells[date] ?? '', file, line, time.at(-1)));
  }
  const valuesOf = (place: number | null): readonly (number | null)[] | null => (place === null ? null : (columns.get(place) ?? null));
  if (rows.length === 0) throw refuse(file, 'The file has no rows below its names; each return needs one.');
  return {
    columns: places.map((place) => ({ name: names[place] ?? '', returns: valuesOf(place) ?? [] })), benchmark: valuesOf(benchmark), positions: valuesOf(positions),
    time: date === null ? null : time,
  };
}

type Places = { readonly places: readonly number[]; readonly benchmark: number | null; readonly positions: number | null; readonly date: number | null };

/** Where the columns stand that are asked for. */
function findColumns(names: readonly string[], asked: ColumnsAsked, file: string): Places {
  const find = (name: string | null): number | null => (name === null ? null : findColumn(names, name, file));
  const [benchmark, positions] = [find(asked.benchmark), find(asked.positions)];
  const named = asked.columns.map((name) => findColumn(names, name, file));
  const firstDate = names.findIndex((name, i) => dateNames.includes(name.toLowerCase()) && ![...named, benchmark, positions].includes(i));
  const date = firstDate < 0 ? null : firstDate;
  const places = named.length > 0 ? named : names.map((_, i) => i).filter((i) => ![benchmark, positions, date].includes(i));
  if (places.length === 0) throw refuse(file, 'There is no column of returns; the first row names them.');
  const twice = places.find((place, i) => places.indexOf(place) !== i || places.some((other, k) => k !== i && names[other] === names[place]));
  if (twice !== undefined) throw refuse(file, `The column ${printable(names[twice] ?? '')} is there twice; name each strategy once.`);
  return { places, benchmark, positions, date };
}

function findColumn(names: readonly string[], wanted: string, file: string): number {
  const exact = names.indexOf(wanted);
  const place = exact >= 0 ? exact : names.findIndex((name) => name.toLowerCase() === wanted.toLowerCase());
  if (place >= 0) return place;
  const nearest = nearestName(wanted, names.filter((name) => name !== ''));
  throw refuse(file, `There is no column ${wanted}${nearest === null ? '.' : `; did you mean ${nearest}?`} The columns are ${names.filter((name) => name !== '').map(printable).join(', ')}.`);
}

function readCell(cells: readonly string[], names: readonly string[], place: number, file: string, line: number, least: number): number | null {
  const cell = cells[place] ?? '';
  if (isNothing(cell)) return null;
  const value = readNumber(cell);
  if (Number.isNaN(value)) {
    throw refuse(file, `Line ${line}: ${names[place] ?? ''} is ${excerpt(cell)}, which is no number such as -0.0125; mend it, or leave it empty to leave the period out.`, line);
  }
  if (value < least) throw refuse(file, `Line ${line}: ${names[place] ?? ''} is ${cell}: ${belowTotalLoss}`, line);
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
