import { basename, extname } from 'node:path';
import { nearestName } from '../../../quant/text/nearest-name.ts';
import { TimeReader } from '../../adapters/files/index.ts';
import type { JoinedSeries } from '../../core/analysis/index.ts';
import { UsageError } from './io.ts';
import { describeProblem, excerpt, isNothing, printable, readNumber, readText, refuse, splitRow, splitTable } from './text-table.ts';

/** A file of a series from elsewhere, and what it is called; null: by its file. */
export type JoinAsked = { readonly path: string; readonly name: string | null };

const dayMs = 86_400_000;
const timeNames = ['time', 'date', 'datetime', 'timestamp', 'period'];
const knownNames = ['knownat', 'known', 'releasedat', 'released', 'release', 'releasetime', 'releasedate', 'publishedat', 'published'];
const dateAlone = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{8})$/;
const nameText = /^[A-Za-z]\w{0,31}$/;

/** `FILE.csv` or `FILE.csv:NAME`. */
export function parseJoin(text: string): JoinAsked {
  const [, path = text, name = null] = /^(.+):(\w*)$/.exec(text) ?? [];
  if (path.trim() === '' || name === '') throw new UsageError('must be a file, such as RATES.csv, or a file and a name, such as RATES.csv:fed_funds');
  if (name !== null && !nameText.test(name)) throw new UsageError('must end in a name of letters, digits and _, at most 32, that begins with a letter');
  return { path, name };
}

/**
 * Reads a series from elsewhere out of a CSV with a row of names: `known_at` (or `released`, `published`) says when an entry became known,
 * `time` (or `date`, `period`) what it is about; where only one of them is there it is both. The values stand in the column that is called
 * as the series, else in `value`. Moments without an offset are UTC; a date alone became known at the end of its day. INVALID_INPUT names
 * the line and the remedy.
 */
export async function readKnownSeries({ path, name }: JoinAsked, signal?: AbortSignal): Promise<JoinedSeries> {
  return parseKnownSeries(await readText(path, signal), basename(path), name);
}

/** The same out of a text. */
export function parseKnownSeries(text: string, file: string, asked: string | null): JoinedSeries {
  if (text.trim() === '') throw refuse(file, 'The file is empty; it needs a row of names and a row for each entry.');
  const { names, separator, rows } = splitTable(text);
  const places = findPlaces(names, file, asked);
  const [time, knownAtMs, value]: [number[], number[], number[]] = [[], [], []];
  const readers = { time: new TimeReader(), known: new TimeReader() };
  for (const { line, text: row } of rows) {
    const cells = splitRow(row, separator);
    const about = readMoment(readers.time, cells[places.time] ?? '', file, line);
    knownAtMs.push(places.known === places.time ? endOf(cells[places.time] ?? '', about) : endOf(cells[places.known] ?? '', readMoment(readers.known, cells[places.known] ?? '', file, line)));
    time.push(about);
    value.push(readValue(cells[places.value] ?? '', names[places.value] ?? '', file, line));
  }
  if (rows.length === 0) throw refuse(file, 'The file has no rows below its names; each entry needs one.');
  return { name: asked ?? nameOf(file), series: { time: Float64Array.from(time), knownAtMs: Float64Array.from(knownAtMs), value: Float64Array.from(value) } };
}

/** A date alone says a day: whoever knows no more can only be sure at its end. */
const endOf = (cell: string, ms: number): number => (dateAlone.test(cell) ? ms + dayMs : ms);

/** The name of a file as that of a series. */
function nameOf(file: string): string {
  const name = basename(file, extname(file)).replaceAll(/\W+/g, '_').slice(0, 32);
  return nameText.test(name) ? name : `x_${name}`.slice(0, 32);
}

function findPlaces(names: readonly string[], file: string, asked: string | null): { readonly time: number; readonly known: number; readonly value: number } {
  const plain = names.map((name) => name.toLowerCase().replaceAll(/[ _-]/g, ''));
  const find = (wanted: readonly string[]): number => plain.findIndex((name) => wanted.includes(name));
  const [time, known] = [find(timeNames), find(knownNames)];
  if (time < 0 && known < 0) throw refuse(file, `There is no column that says when a value became known; call it known_at or time. The columns are ${names.map(printable).join(', ')}.`);
  const named = asked === null ? -1 : names.findIndex((name) => name.toLowerCase() === asked.toLowerCase());
  const value = named >= 0 ? named : plain.indexOf('value');
  if (value >= 0) return { time: time < 0 ? known : time, known: known < 0 ? time : known, value };
  const nearest = asked === null ? null : nearestName(asked, names.filter((name, i) => name !== '' && i !== time && i !== known));
  throw refuse(file, `There is no column value${asked === null ? '; call the values so, or say which column they are, as in FILE.csv:NAME.' : `, nor one called ${asked}${nearest === null ? '.' : `; did you mean ${printable(nearest)}?`}`} The columns are ${names.map(printable).join(', ')}.`);
}

function readMoment(reader: TimeReader, cell: string, file: string, line: number): number {
  const bytes = Buffer.from(cell);
  const ms = reader.read(bytes, 0, bytes.length);
  if (Number.isNaN(ms) || reader.form === 'day-month') throw refuse(file, `Line ${line}: ${describeProblem(reader, cell)}; mend it or take the row out.`, line);
  return ms;
}

/** A value; NaN where the cell says that there is none any more. */
function readValue(cell: string, name: string, file: string, line: number): number {
  if (isNothing(cell)) return Number.NaN;
  const value = readNumber(cell);
  if (Number.isNaN(value)) throw refuse(file, `Line ${line}: ${printable(name)} is ${excerpt(cell)}, which is no number such as -0.5; mend it, or leave it empty to withdraw what was known.`, line);
  return value;
}
