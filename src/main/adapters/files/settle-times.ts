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

const isoText = (timeMs: number): string => (Math.abs(timeMs) < 8.64e15 ? new Date(timeMs).toISOString().replace('.000Z', 'Z') : String(timeMs));

/** Turns the times as read into moments, in place, and checks that they ascend: the rules that need the whole file. */
export function settleTimes(rows: ReadRows): void {
  if (rows.reader.form === 'day-month' && !settleDayMonth(rows)) return;
  settleZone(rows);
  checkOrder(rows);
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

function ascends(time: Float64Array): boolean {
  for (let row = 1; row < time.length; row++) if (!((time[row] as number) > (time[row - 1] as number))) return false;
  return time.length > 1;
}

/** Reads clock times as those of the zone. Dates without a clock stay dates: 00:00Z of that day. */
function settleZone({ bars: { time }, reader, timezone, column, lineOf, faults, warnings }: ReadRows): void {
  if (timezone === undefined || timezone === 'UTC' || time.length === 0 || !reader.hasLocalClock || reader.form === 'epoch') return;
  if (reader.hasOffset) {
    faults.add('BAD_TIME', null, column, 'Some times carry an offset and some do not.', `Write all with one, or none and let ${timezone} hold for all.`);
    return;
  }
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of time) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const clock = new ZoneClock(timezone, low, high);
  let previousMs = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < time.length; row++) {
    const localMs = time[row] as number;
    const { timeMs, isSkipped } = clock.toMoment(localMs, previousMs);
    if (isSkipped) {
      const reason = `The clock in ${timezone} never showed ${isoText(localMs).slice(0, -1)}; it is taken as ${isoText(timeMs)}.`;
      warnings.add('BAD_TIME', lineOf(row), column, reason, 'Check the time zone.');
    }
    time[row] = previousMs = timeMs;
  }
}

function checkOrder({ bars, column, lineOf, faults }: ReadRows): void {
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
    if (now < before) {
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
