import { basename } from 'node:path';
import type { CorporateAction } from '../../../contract/model/series-tools.ts';
import { excerpt, printable, readNumber, readText, refuse, splitRow, splitTable } from './text-table.ts';

const dayText = /^(\d{4})-?(\d{2})-?(\d{2})$/;
const columns = ['date', 'type', 'value'];

/**
 * Reads splits and dividends out of a CSV with the columns date, type and value (others are ignored), in any order of rows: `date` is the
 * first day without it, `value` of a split the new shares for an old one (2, or 2:1), of a dividend what a share was paid. INVALID_INPUT
 * names the line and the remedy.
 */
export async function readActions(path: string, signal?: AbortSignal): Promise<CorporateAction[]> {
  return parseActions(await readText(path, signal), basename(path));
}

/** The same out of a text. */
export function parseActions(text: string, file: string): CorporateAction[] {
  const { names, separator, rows } = splitTable(text);
  const places = columns.map((name) => names.findIndex((one) => one.toLowerCase() === name));
  if (places.includes(-1)) throw refuse(file, `A file of actions has the columns date, type and value; name them so in the first row, which is now ${names.map(printable).join(', ')}.`);
  const actions = rows.map(({ line, text: row }) => {
    const cells = splitRow(row, separator);
    const [date = '', type = '', value = ''] = places.map((place) => cells[place] ?? '');
    return readAction(date, type.toLowerCase(), value, file, line);
  });
  if (actions.length === 0) throw refuse(file, 'The file has no rows below its names; leave it out where there are no splits and no dividends.');
  return actions;
}

function readAction(date: string, type: string, value: string, file: string, line: number): CorporateAction {
  if (type !== 'split' && type !== 'dividend') throw refuse(file, `Line ${line}: the type is ${excerpt(type)}; it is split or dividend.`, line);
  return { date: readDate(date, file, line), type, value: type === 'split' ? readRatio(value, file, line) : readAmount(value, file, line) };
}

function readDate(cell: string, file: string, line: number): string {
  const [, year, month, day] = dayText.exec(cell) ?? [];
  const date = `${year}-${month}-${day}`;
  if (Number.isNaN(Date.parse(date)) || new Date(date).toISOString().slice(0, 10) !== date) throw refuse(file, `Line ${line}: ${excerpt(cell)} is no date such as 2014-06-09.`, line);
  return date;
}

const isPossible = (value: number): boolean => value > 0 && value <= 1e6;

/** New shares for an old one: a number, or two as in 2:1. */
function readRatio(cell: string, file: string, line: number): number {
  const [made = '', of = '1', more] = cell.split(/[:/]/).map((part) => part.trim());
  const value = more === undefined ? readNumber(made) / readNumber(of) : Number.NaN;
  if (!isPossible(value)) throw refuse(file, `Line ${line}: the split is ${excerpt(cell)}; give the new shares for an old one, such as 2 or 2:1, or 0.1 or 1:10 where ten became one.`, line);
  return value;
}

function readAmount(cell: string, file: string, line: number): number {
  const value = readNumber(cell);
  if (!isPossible(value)) throw refuse(file, `Line ${line}: the dividend is ${excerpt(cell)}; give what a share was paid, a number above 0 such as 0.47.`, line);
  return value;
}
