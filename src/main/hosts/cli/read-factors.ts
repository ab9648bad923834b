import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FactorRow } from '../../../contract/model/series-tools.ts';
import { AppError } from '../../core/kernel/index.ts';

const numberText = /^\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i;
const dayText = /^(\d{4})-?(\d{2})-?(\d{2})$/;

const refuse = (file: string, sentence: string, line?: number): AppError => new AppError('INVALID_INPUT', `${file}: ${sentence}`, { file, ...(line === undefined ? {} : { line }) });

/**
 * Reads a factor table out of a CSV with the columns date, price_factor and split_factor (others are ignored), as LEAN writes them: a row
 * holds up to and including its date. INVALID_INPUT names the line and the remedy.
 */
export async function readFactors(path: string): Promise<FactorRow[]> {
  const file = basename(path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw refuse(file, (error as { code?: unknown }).code === 'ENOENT' ? 'There is no such file; check the path.' : 'The file cannot be read.');
  }
  return parseFactors(text, file);
}

/** The same out of a text. */
export function parseFactors(text: string, file: string): FactorRow[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const names = header.split(',').map((name) => name.trim().toLowerCase().replaceAll(/[ _]/g, ''));
  const places = ['date', 'pricefactor', 'splitfactor'].map((name) => names.indexOf(name));
  if (places.includes(-1)) throw refuse(file, 'A factor table has the columns date, price_factor and split_factor; name them so in the first row.');
  const rows: FactorRow[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const cells = line.split(',').map((cell) => cell.trim());
    const [date, priceFactor, splitFactor] = places.map((place) => cells[place] ?? '') as [string, string, string];
    const row = { date: readDate(date, file, i + 2), priceFactor: readFactor(priceFactor, file, i + 2), splitFactor: readFactor(splitFactor, file, i + 2) };
    const before = rows.at(-1);
    if (before !== undefined && row.date <= before.date) throw refuse(file, `Line ${i + 2}: ${date} is not after the row before; sort the rows by date and keep one of each.`, i + 2);
    rows.push(row);
  }
  if (rows.length === 0) throw refuse(file, 'The table has no rows below its names.');
  return rows;
}

function readDate(cell: string, file: string, line: number): string {
  const [, year, month, day] = dayText.exec(cell) ?? [];
  const date = `${year}-${month}-${day}`;
  if (Number.isNaN(Date.parse(date)) || new Date(date).toISOString().slice(0, 10) !== date) throw refuse(file, `Line ${line}: "${cell.slice(0, 40)}" is no date such as 2014-06-09.`, line);
  return date;
}

function readFactor(cell: string, file: string, line: number): number {
  const value = numberText.test(cell) ? Number(cell) : Number.NaN;
  if (!(value > 0 && Number.isFinite(value))) throw refuse(file, `Line ${line}: "${cell.slice(0, 40)}" is no factor; factors are numbers above 0, such as 0.5.`, line);
  return value;
}
