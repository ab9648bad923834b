import { dayMs, daysSinceEpoch, isCalendarDay } from './civil-date.ts';

/** How a file writes its times. `day-month` stands for M/D/YYYY and D/M/YYYY until the whole file has told which. */
export type TimeForm = 'iso' | 'compact' | 'day-month' | 'epoch';

/** `YYYY-MM-DD`. */
const isoDayLength = 10;

const isSeparator = (byte: number | undefined): boolean => byte === 45 || byte === 47 || byte === 46;

/**
 * Reads the times of one file from ASCII. A moment comes back in milliseconds: since the epoch where an offset or the form itself
 * fixes it, else as the clock of the place showed it, as if that place were UTC. A `day-month` date comes back packed
 * (see {@link packDayMonth}). Finer digits than milliseconds are dropped. NaN, with `problem` set, where no time can be read.
 */
export class TimeReader {
  form: TimeForm | null = null;
  problem: 'syntax' | 'calendar' | 'form' = 'syntax';
  /** What the file has shown so far. */
  hasClock = false;
  hasOffset = false;
  hasLocalClock = false;
  firstIsOver12 = false;
  secondIsOver12 = false;
  #position = 0;
  #digits = 0;
  /** The ten bytes of the last `YYYY-MM-DD`, and where that day starts: most rows of a file of minutes repeat it. */
  readonly #dayText = new Uint8Array(isoDayLength);
  #dayStart = Number.NaN;

  read(bytes: Uint8Array, start: number, end: number): number {
    this.problem = 'syntax';
    if (this.#repeatsDay(bytes, start, end)) return this.#finish('iso', this.#dayStart, this.#readClock(bytes, end));
    this.#position = start;
    const first = this.#readInteger(bytes, end);
    const count = this.#digits;
    if (count === 0) return Number.NaN;
    if (count === 4 && isSeparator(bytes[this.#position])) return this.#readIso(bytes, start, first, end);
    if (count <= 2 && isSeparator(bytes[this.#position])) return this.#readDayMonth(bytes, first, end);
    if (count === 8) {
      const dayStart = this.#day(Math.floor(first / 10_000), Math.floor(first / 100) % 100, first % 100);
      return this.#finish('compact', dayStart, this.#readClock(bytes, end));
    }
    return this.#readEpoch(bytes, first, count, end);
  }

  #readIso(bytes: Uint8Array, start: number, year: number, end: number): number {
    this.#position += 1;
    const month = this.#readInteger(bytes, end);
    if (!this.#hasDigits(1, 2) || !isSeparator(bytes[this.#position++])) return Number.NaN;
    const day = this.#readInteger(bytes, end);
    if (!this.#hasDigits(1, 2)) return Number.NaN;
    const dayStart = this.#day(year, month, day);
    if (this.#position - start === isoDayLength && !Number.isNaN(dayStart)) {
      this.#dayStart = dayStart;
      for (let i = 0; i < isoDayLength; i++) this.#dayText[i] = bytes[start + i] as number;
    }
    return this.#finish('iso', dayStart, this.#readClock(bytes, end));
  }

  /** Whether the cell begins with the day of the cell before, and no digit more; the clock is read from there then. */
  #repeatsDay(bytes: Uint8Array, start: number, end: number): boolean {
    const after = start + isoDayLength;
    if (after > end || Number.isNaN(this.#dayStart)) return false;
    for (let i = isoDayLength - 1; i >= 0; i--) if (bytes[start + i] !== this.#dayText[i]) return false;
    const next = after < end ? (bytes[after] as number) - 48 : -1;
    this.#position = after;
    return next < 0 || next > 9;
  }

  #readDayMonth(bytes: Uint8Array, first: number, end: number): number {
    this.#position += 1;
    const second = this.#readInteger(bytes, end);
    if (!this.#hasDigits(1, 2) || !isSeparator(bytes[this.#position++])) return Number.NaN;
    const year = this.#readInteger(bytes, end);
    if (!this.#hasDigits(4, 4)) return Number.NaN;
    const clock = this.#readClock(bytes, end);
    if (Number.isNaN(clock)) return clock;
    if (!isCalendarDay(year, first, second) && !isCalendarDay(year, second, first)) {
      this.problem = 'calendar';
      return Number.NaN;
    }
    if (first > 12) this.firstIsOver12 = true;
    if (second > 12) this.secondIsOver12 = true;
    return this.#finish('day-month', packDayMonth(year, first, second, 0), clock);
  }

  #readEpoch(bytes: Uint8Array, whole: number, count: number, end: number): number {
    let fraction = 0;
    if (this.#position < end && bytes[this.#position] === 46) {
      this.#position += 1;
      fraction = this.#readInteger(bytes, end) / 10 ** this.#digits;
    }
    if (this.#position !== end || count < 9 || count > 19) return Number.NaN;
    const unitMs = count <= 11 ? 1_000 : count <= 14 ? 1 : count <= 17 ? 1e-3 : 1e-6;
    // Seconds with a fraction land a hair beside the millisecond they mean, so they are rounded; finer units are cut.
    const value = unitMs === 1_000 ? whole * unitMs + Math.round(fraction * unitMs) : Math.floor(whole * unitMs);
    return this.#finish('epoch', value, 0);
  }

  /** Milliseconds after midnight, less the offset where one is written; 0 when the cell ends with the date. */
  #readClock(bytes: Uint8Array, end: number): number {
    if (this.#position === end) return 0;
    const mark = bytes[this.#position];
    // The date and the clock may be two neighbouring cells, so that the file's separator stands between them.
    if (mark !== 84 && mark !== 116 && mark !== 32 && mark !== 44 && mark !== 59 && mark !== 9 && mark !== 124) return Number.NaN;
    this.#position += 1;
    this.#skipSpaces(bytes, end);
    let hour = this.#readInteger(bytes, end);
    let minute = 0;
    let second = 0;
    let millisecond = 0;
    if (this.#hasDigits(1, 2)) {
      if (bytes[this.#position++] !== 58) return Number.NaN;
      minute = this.#readInteger(bytes, end);
      if (!this.#hasDigits(2, 2)) return Number.NaN;
      if (this.#position < end && bytes[this.#position] === 58) {
        this.#position += 1;
        second = this.#readInteger(bytes, end);
        if (!this.#hasDigits(2, 2)) return Number.NaN;
      }
    } else if (this.#digits === 4) {
      [hour, minute] = [Math.floor(hour / 100), hour % 100];
    } else if (this.#digits === 6) {
      [hour, minute, second] = [Math.floor(hour / 10_000), Math.floor(hour / 100) % 100, hour % 100];
    } else return Number.NaN;
    if (this.#position < end && bytes[this.#position] === 46) millisecond = this.#readFraction(bytes, end);
    hour = this.#readHalfDay(bytes, end, hour);
    const offsetMs = this.#readOffset(bytes, end);
    if (this.#position !== end || !(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
    this.hasClock = true;
    return hour * 3_600_000 + minute * 60_000 + second * 1_000 + millisecond - offsetMs;
  }

  #readFraction(bytes: Uint8Array, end: number): number {
    this.#position += 1;
    const start = this.#position;
    this.#readInteger(bytes, end);
    let milliseconds = 0;
    for (let i = 0; i < 3; i++) milliseconds = milliseconds * 10 + (i < this.#digits ? (bytes[start + i] as number) - 48 : 0);
    return milliseconds;
  }

  /** Turns an hour with AM or PM behind it into one of 24; NaN where it is not one of 1 to 12. */
  #readHalfDay(bytes: Uint8Array, end: number, hour: number): number {
    let at = this.#position;
    while (at < end && bytes[at] === 32) at += 1;
    const letter = (bytes[at] as number) | 32;
    if (at + 2 > end || (letter !== 97 && letter !== 112) || ((bytes[at + 1] as number) | 32) !== 109) return hour;
    this.#position = at + 2;
    if (hour < 1 || hour > 12) return Number.NaN;
    return (hour % 12) + (letter === 112 ? 12 : 0);
  }

  /** `Z`, `UTC`, `+05:30`, `+0530` or `+05`, in milliseconds east of UTC; 0 where none is written. */
  #readOffset(bytes: Uint8Array, end: number): number {
    this.#skipSpaces(bytes, end);
    if (this.#position === end) {
      this.hasLocalClock = true;
      return 0;
    }
    this.hasOffset = true;
    const mark = bytes[this.#position] as number;
    if ((mark | 32) === 122) this.#position += 1;
    else if (end - this.#position === 3 && String.fromCharCode(...bytes.subarray(this.#position, end)).toUpperCase() === 'UTC') this.#position = end;
    if (mark !== 43 && mark !== 45) return 0;
    this.#position += 1;
    let hours = this.#readInteger(bytes, end);
    let minutes = 0;
    if (this.#digits === 4) [hours, minutes] = [Math.floor(hours / 100), hours % 100];
    else if (this.#digits === 2 && bytes[this.#position] === 58 && this.#position < end) {
      this.#position += 1;
      minutes = this.#readInteger(bytes, end);
    } else if (this.#digits !== 2) return Number.NaN;
    if (hours > 14 || minutes > 59) return Number.NaN;
    return (mark === 45 ? -1 : 1) * (hours * 60 + minutes) * 60_000;
  }

  #readInteger(bytes: Uint8Array, end: number): number {
    let value = 0;
    let position = this.#position;
    for (; position < end; position++) {
      const digit = (bytes[position] as number) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    this.#digits = position - this.#position;
    this.#position = position;
    return value;
  }

  #skipSpaces(bytes: Uint8Array, end: number): void {
    while (this.#position < end && bytes[this.#position] === 32) this.#position += 1;
  }

  #hasDigits(least: number, most: number): boolean {
    return this.#digits >= least && this.#digits <= most;
  }

  #day(year: number, month: number, day: number): number {
    if (isCalendarDay(year, month, day)) return daysSinceEpoch(year, month, day) * dayMs;
    this.problem = 'calendar';
    return Number.NaN;
  }

  /** One file, one form: a second one would mean that two sources were glued together, and days could be read as months. */
  #finish(form: TimeForm, dayStart: number, clock: number): number {
    const value = dayStart + clock;
    if (Number.isNaN(value)) return value;
    this.form ??= form;
    if (this.form === form) return value;
    this.problem = 'form';
    return Number.NaN;
  }
}

/** Room for a date in a packed number: a clock with an offset may reach a day before its date and a day after it. */
const slotMs = 4 * dayMs;

/** A date whose first two numbers may be month and day or day and month, with its clock, as one exact number. */
export const packDayMonth = (year: number, first: number, second: number, clockMs: number): number =>
  ((year * 32 + first) * 32 + second) * slotMs + dayMs + clockMs;

/** The moment of a packed date once the order is known; NaN where the calendar has no such day. */
export function unpackDayMonth(packed: number, isDayFirst: boolean): number {
  const date = Math.floor(packed / slotMs);
  const clockMs = packed - date * slotMs - dayMs;
  const [year, first, second] = [Math.floor(date / 1024), Math.floor(date / 32) % 32, date % 32];
  const [month, day] = isDayFirst ? [second, first] : [first, second];
  return isCalendarDay(year, month, day) ? daysSinceEpoch(year, month, day) * dayMs + clockMs : Number.NaN;
}
