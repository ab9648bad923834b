import type { BarColumns } from '../../contract/model/bar.ts';
import type { FeatureInput } from '../../contract/model/feature.ts';
import { QuantError } from '../error.ts';
import { toLocal, type ZoneClock } from '../series/index.ts';

/** Bars and, where there are any, the quotes at the end of each of them. Prices may be NaN where a bar has none. */
export type FeatureColumns = BarColumns & {
  readonly bid?: Float64Array;
  readonly ask?: Float64Array;
  readonly bidSize?: Float64Array;
  readonly askSize?: Float64Array;
};

/** One bar for a stream, with the quotes at its end where there are any. `time` is its start in epoch milliseconds. */
export type FeatureBar = { readonly time: number; readonly open: number; readonly high: number; readonly low: number; readonly close: number; readonly volume: number } & {
  readonly [name in 'bid' | 'ask' | 'bidSize' | 'askSize']?: number;
};

/** What the formulas read: the columns, and the time on the clock of the instrument's zone. */
export type InputName = FeatureInput | 'localTime';

export const quoteNames = ['bid', 'ask', 'bidSize', 'askSize'] as const;
const columnNames = ['time', 'open', 'high', 'low', 'close', 'volume', ...quoteNames] as const;

/** Columns made ready: infinities, prices that are not above 0 and volumes below 0 are NaN. Absent quotes are NaN throughout. */
export type ReadyColumns = Readonly<Record<InputName, Float64Array>>;

/** A number as the formulas may see it: an infinity is none, nor is a price of 0 or below or a volume below 0. */
export const cleanValue = (name: InputName, value: number): number => {
  if (value - value !== 0) return Number.NaN;
  if (name === 'time' || name === 'localTime') return value;
  if (name === 'volume' || name === 'bidSize' || name === 'askSize') return value >= 0 ? value : Number.NaN;
  return value > 0 ? value : Number.NaN;
};

/**
 * Checks columns and makes them ready. Refused are columns of different lengths (WRONG_LENGTH) and times that are no numbers or
 * not ascending (TIMES_NOT_ASCENDING), with the place.
 */
export function readyColumns(columns: FeatureColumns, clock: ZoneClock | null): ReadyColumns {
  const { time } = columns;
  for (const name of columnNames) {
    const column = columns[name];
    if (column !== undefined && column.length !== time.length) {
      throw new QuantError('WRONG_LENGTH', `The column ${name} has ${column.length} values for ${time.length} bars; give one for each bar.`);
    }
  }
  checkTimes(time);
  let absent: Float64Array | null = null;
  const ready = (name: (typeof columnNames)[number]): Float64Array => {
    const column = columns[name];
    return column === undefined ? (absent ??= new Float64Array(time.length).fill(Number.NaN)) : cleanColumn(name, column);
  };
  return { ...(Object.fromEntries(columnNames.map((name) => [name, ready(name)])) as Record<FeatureInput, Float64Array>), localTime: localTimes(time, clock) };
}

function checkTimes(time: Float64Array): void {
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < time.length; i++) {
    const now = time[i]!;
    if (!(now > before) || now === Number.POSITIVE_INFINITY) {
      throw new QuantError('TIMES_NOT_ASCENDING', `The time of bar ${i + 1} is ${now}, after ${before}; sort the bars by time and leave out doubles.`);
    }
    before = now;
  }
}

/** What the clock shows at each bar, as if the zone were UTC; the times themselves without one. */
export function localTimes(time: Float64Array, clock: ZoneClock | null): Float64Array {
  return clock === null ? time : time.map((ms) => toLocal(clock, ms));
}

/** The column itself where nothing is wrong with it, else a cleaned copy. */
function cleanColumn(name: InputName, column: Float64Array): Float64Array {
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (value === value && cleanValue(name, value) !== value) return column.map((one) => cleanValue(name, one));
  }
  return column;
}
