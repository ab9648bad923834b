const dayMs = 86_400_000;

/** Day number of a date; months count from 1. */
export const dayNumber = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / dayMs;

/** 0 is Monday. Day 0 of the epoch was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

const [monday, thursday, friday, saturday, sunday] = [0, 3, 4, 5, 6];

/** The n-th weekday of a month. */
function nthWeekday(year: number, month: number, weekday: number, n: number): number {
  const first = dayNumber(year, month, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1);
}

/** Easter Sunday of the Gregorian calendar, by the anonymous computus of 1876 (Meeus 1991, chapter 8). */
function easterOf(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const m = Math.floor((a + 11 * d + 22 * e) / 451);
  const sum = d + e - 7 * m + 114;
  return dayNumber(year, Math.floor(sum / 31), (sum % 31) + 1);
}

/** A fixed holiday as it is kept: on Friday where it falls on a Saturday, on Monday where on a Sunday. */
const observed = (day: number): number => day - (weekdayOf(day) === saturday ? 1 : weekdayOf(day) === sunday ? -1 : 0);

/** Days on which the New York Stock Exchange stayed closed out of turn. */
const closures: ReadonlySet<number> = new Set(
  [
    [1994, 4, 27], [2001, 9, 11], [2001, 9, 12], [2001, 9, 13], [2001, 9, 14], [2004, 6, 11], [2007, 1, 2], [2012, 10, 29], [2012, 10, 30], [2018, 12, 5], [2025, 1, 9],
  ].map(([year = 0, month = 0, day = 0]) => dayNumber(year, month, day)),
);

function holidaysOf(year: number): ReadonlySet<number> {
  const newYear = dayNumber(year, 1, 1);
  const juneteenth = year >= 2022 ? [observed(dayNumber(year, 6, 19))] : [];
  const king = year >= 1998 ? [nthWeekday(year, 1, monday, 3)] : [];
  // A New Year that falls on a Saturday is not kept on the Friday, which closes the books of the year.
  const kept = weekdayOf(newYear) === saturday ? [] : [observed(newYear)];
  return new Set([
    ...kept, ...king, ...juneteenth, nthWeekday(year, 2, monday, 3), easterOf(year) - 2, nthWeekday(year, 6, monday, 1) - 7, observed(dayNumber(year, 7, 4)),
    nthWeekday(year, 9, monday, 1), nthWeekday(year, 11, thursday, 4), observed(dayNumber(year, 12, 25)),
  ]);
}

const known = new Map<number, ReadonlySet<number>>();

const yearOf = (day: number): number => new Date(day * dayMs).getUTCFullYear();

/** Whether the New York Stock Exchange stays closed on a weekday: its rules since 1998 (Rule 7.2), and the closures out of turn. */
export function isUsHoliday(day: number): boolean {
  const year = yearOf(day);
  let holidays = known.get(year);
  if (holidays === undefined) known.set(year, (holidays = holidaysOf(year)));
  return holidays.has(day) || closures.has(day);
}

/** Whether it closes at 13:00: the days after Thanksgiving, before Christmas and about Independence Day, and two out of turn. */
export function isUsHalfDay(day: number): boolean {
  if (isUsHoliday(day) || weekdayOf(day) > friday) return false;
  const year = yearOf(day);
  const [third, fifth] = [dayNumber(year, 7, 3), dayNumber(year, 7, 5)];
  // A third of July that is a Wednesday is a half day since 2013; before, it was the Friday after.
  const isThird = day === third && (weekdayOf(third) !== 2 || year >= 2013) && weekdayOf(third) !== friday;
  const isFifth = day === fifth && weekdayOf(fifth) === friday && year < 2013;
  return isThird || isFifth || day === nthWeekday(year, 11, thursday, 4) + 1 || day === dayNumber(year, 12, 24)
    || day === dayNumber(1999, 12, 31) || day === dayNumber(2003, 12, 26);
}
