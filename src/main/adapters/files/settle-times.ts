import type { BarColumns } from '../../../contract/model/bar.ts';
import type { FaultList } from './fault-list.ts';
import { unpackDayMonth, type TimeReader } from './read-time.ts';
import { ZoneClock } from './zone-clock.ts';

/** What is known of a file once every row has been read. */
export type ReadRows = {
  readonly bars: BarColumns;
  readonly reader: TimeReader;
  readonly timezone: string | undefined;
  readonly column: string;
  readonly lineOf: (row: number) => number;
  readonly faults: FaultList;
  readonly warnings: FaultList;
};

const [firstYear, lastYear] = [1700, 2199];
const [firstMs, endMs] = [Date.UTC(firstYear, 0, 1), Date.UTC(lastYear + 1, 0, 1)];

const isoText = (timeMs: number): string => (Math.abs(timeMs) < 8.64e15 ? new Date(timeMs).toISOString().replace('.000Z', 'Z') : String(timeMs));

/** Turns the times as read into moments, in place, and checks that they ascend: the rules that need the whole file. */
export function settleTimes(rows: ReadRows): void {
  if (rows.reader.form === 'day-month' && !settleDayMonth(rows)) return;
  const skipped = settleZone(rows);
  // Nearly every file passes in one pass; only the others are gone through for their faults.
  if (isSound(rows.bars.time)) return;
  if (checkRange(rows)) checkOrder(rows, skipped);
}

/** Decides between M/D/YYYY and D/M/YYYY: a number above 12 tells, else the one order in which the rows ascend. */
function settleDayMonth({ bars: { time }, reader, column, lineOf, faults }: ReadRows): boolean {
  const asMonthFirst = time.map((packed) => unpackDayMonth(packed, false));
  const asDayFirst = time.map((packed) => unpackDayMonth(packed, true));
  const isEqual = asMonthFirst.every((value, row) => value === asDayFirst[row]);
  const isDayFirst = reader.firstIsOver12 || (!reader.secondIsOver12 && !ascends(asMonthFirst));
  const settled = isDayFirst ? asDayFirst : asMonthFirst;
  const other = isDayFirst ? asMonthFirst : asDayFirst;
  const isTold = reader.firstIsOver12 || reader.secondIsOver12 || isEqual || (ascends(settled) && !ascends(other));
  if (!isTold) {
    faults.add('AMBIGUOUS_DATE', null, column, 'No date tells whether the month or the day comes first.', 'Write the dates as YYYY-MM-DD.');
    return false;
  }
  time.set(settled);
  const wrong = settled.findIndex(Number.isNaN);
  if (wrong < 0) return true;
  const [order, line] = [isDayFirst ? 'D/M/YYYY' : 'M/D/YYYY', lineOf(wrong)];
  faults.add('BAD_TIME', line, column, `This date is none when read as ${order}, as other lines demand.`, 'Write all dates in one order, best as YYYY-MM-DD.');
  return false;
}

const isInRange = (timeMs: number): boolean => timeMs >= firstMs && timeMs < endMs;
const isSound = (time: Float64Array): boolean => (time.length < 2 || ascends(time)) && isInRange(time[0] ?? 0) && isInRange(time.at(-1) ?? 0);

function ascends(time: Float64Array): boolean {
  for (let row = 1; row < time.length; row++) if (!((time[row] as number) > (time[row - 1] as number))) return false;
  return time.length > 1;
}

/** What the clock showed in rows that its zone skipped, by row. */
type SkippedTimes = ReadonlyMap<number, string>;

/**
 * Reads clock times as those of the zone. Dates without a clock stay dates: 00:00Z of that day. A time that the zone's clock jumped
 * over is taken an hour later with a warning, since tables stamp a day with a midnight that some zones skip once a year.
 */
function settleZone({ bars: { time }, reader, timezone, column, lineOf, faults, warnings }: ReadRows): SkippedTimes {
  const skipped = new Map<number, string>();
  if (timezone === undefined || timezone === 'UTC' || time.length === 0 || !reader.hasLocalClock || reader.form === 'epoch') return skipped;
  if (reader.hasOffset) {
    faults.add('BAD_TIME', null, column, 'Some times carry an offset and some do not.', `Write all with one, or none and let ${timezone} hold for all.`);
    return skipped;
  }
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of time) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const clock = new ZoneClock(timezone, low, high);
  let previousMs = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < time.length; row++) {
    const localMs = time[row] as number;
    const { timeMs, isSkipped } = clock.toMoment(localMs, previousMs);
    if (isSkipped) {
      const reason = `The clock in ${timezone} never showed ${isoText(localMs).slice(0, -1)}`;
      skipped.set(row, reason);
      warnings.add('BAD_TIME', lineOf(row), column, `${reason}; it is taken as ${isoText(timeMs)}.`, checkZone);
    }
    time[row] = previousMs = timeMs;
  }
  return skipped;
}

const checkZone = 'Give the time zone that the times are written in.';

/** Refuses years that no market has had: most often a filler such as 0001 or 9999, or an epoch in another unit. */
function checkRange({ bars: { time }, column, lineOf, faults }: ReadRows): boolean {
  const before = faults.total;
  for (let row = 0; row < time.length && !faults.isFull; row++) {
    const value = time[row] as number;
    if (isInRange(value)) continue;
    faults.add('BAD_TIME', lineOf(row), column, `${isoText(value)} is no time that a market had: it must lie from ${firstYear} to ${lastYear}.`, 'Correct or remove the line.');
  }
  return faults.total === before;
}

function checkOrder({ bars, column, lineOf, faults }: ReadRows, skipped: SkippedTimes): void {
  const { time } = bars;
  let backwards = 0;
  for (let row = 1; row < time.length; row++) if ((time[row] as number) < (time[row - 1] as number)) backwards += 1;
  if (backwards > 1 && backwards === time.length - 1) {
    faults.add('TIME_BACKWARDS', lineOf(1), column, 'The rows run from the newest to the oldest.', 'Sort the file by time, oldest first.');
    return;
  }
  for (let row = 1; row < time.length && !faults.isFull; row++) {
    const [now, before] = [time[row] as number, time[row - 1] as number];
    if (now > before) continue;
    const [line, lineBefore] = [lineOf(row), lineOf(row - 1)];
    const neverShown = skipped.get(row) ?? skipped.get(row - 1);
    if (neverShown !== undefined) {
      faults.add('BAD_TIME', skipped.has(row) ? line : lineBefore, column, `${neverShown}, and the hour after it is taken.`, checkZone);
    } else if (now < before) {
      const reason = `${isoText(now)} comes after ${isoText(before)} on line ${lineBefore}.`;
      faults.add('TIME_BACKWARDS', line, column, reason, 'Sort the file by time, oldest first.');
    } else if (isSameBar(bars, row)) {
      faults.add('DUPLICATE_TIME', line, column, `Repeats line ${lineBefore} (${isoText(now)}) value by value.`, 'Remove one of the two lines.');
    } else {
      const reason = `${isoText(now)} is on line ${lineBefore} already, with other values.`;
      faults.add('DUPLICATE_TIME', line, column, reason, 'Keep the line that is right and remove the other.');
    }
  }
}

const isSameBar = ({ open, high, low, close, volume }: BarColumns, row: number): boolean =>
  [open, high, low, close, volume].every((column) => column[row] === column[row - 1]);
