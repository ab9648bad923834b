import type { BarColumns } from '../../../../contract/model/bar.ts';
import type { CapsuleBars } from '../../../../quant/compare/capsule-task.ts';
import { QuantError } from '../../../../quant/error.ts';
import { findUnmarked, markValues } from './mark-values.ts';

export const columnNames = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
type ColumnName = (typeof columnNames)[number];

/** Values that do not have their marks: at most so many of each series are named. */
const mostNamed = 1_000;

export type UnmarkedValue = CapsuleBars['unmarked'][number];

/** Bars as they stand in a capsule: columns of numbers in full precision, and a mark for each value. */
export function writeBars(bars: BarColumns): string {
  const columns = columnNames.map((name) => `"${name}":[${writeNumbers(bars[name])}]`);
  const marks = columnNames.map((name) => `"${name}":"${markValues(bars[name])}"`);
  return `${columns.join(',\n')},\n"marks":{${marks.join(',\n')}}`;
}

/** ECMAScript's shortest spelling reads back as the same bits; only the sign of zero needs care, and NaN has none. */
const writeNumbers = (column: Float64Array): string => Array.from(column, (value) => (Number.isNaN(value) ? 'null' : Object.is(value, -0) ? '-0' : String(value))).join(',');

/** The bars of a part of a capsule, on memory that threads share, with the values that do not have their marks. */
export function readBars(part: unknown, where: string): Pick<CapsuleBars, 'bars' | 'unmarked' | 'unmarkedCount'> {
  if (!isRecord(part)) throw broken(`${where} has no bars`);
  const columns = columnNames.map((name) => readColumn(part[name], `${name} of ${where}`));
  const [time, open, high, low, close, volume] = columns as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const uneven = columns.findIndex((column) => column.length !== time.length);
  if (uneven !== -1) throw broken(`${where} has ${columns[uneven]?.length ?? 0} values of ${columnNames[uneven] ?? ''} and ${time.length} of time`);
  const marks = isRecord(part['marks']) ? part['marks'] : {};
  const unmarked: UnmarkedValue[] = [];
  let unmarkedCount = 0;
  for (const [k, name] of columnNames.entries()) {
    const column = columns[k] as Float64Array;
    const mark = marks[name];
    if (typeof mark !== 'string') throw broken(`${where} has no marks for ${name}`);
    const places = findUnmarked(column, mark);
    unmarkedCount += places.length;
    for (const bar of places.slice(0, mostNamed)) unmarked.push({ bar, timeMs: numberOr(time[bar]), column: name, value: numberOr(column[bar]) });
  }
  unmarked.sort((a, b) => a.bar - b.bar || columnNames.indexOf(a.column as ColumnName) - columnNames.indexOf(b.column as ColumnName));
  return { bars: { time, open, high, low, close, volume }, unmarked: unmarked.slice(0, mostNamed), unmarkedCount };
}

function readColumn(values: unknown, where: string): Float64Array {
  if (!Array.isArray(values)) throw broken(`it has no ${where}`);
  const column = new Float64Array(new SharedArrayBuffer(values.length * Float64Array.BYTES_PER_ELEMENT));
  for (const [i, value] of values.entries()) {
    if (typeof value !== 'number' && value !== null) throw broken(`value ${i} of ${where} is no number`);
    column[i] = value ?? Number.NaN;
  }
  return column;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

export const broken = (reason: string): QuantError => new QuantError('CAPSULE_BROKEN', `This is no whole capsule: ${reason}. Have it exported again.`);

const numberOr = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);
