const dayMs = 86_400_000;

/** A calendar date: month 1 to 12, day 1 to 31, days that the month has, and the day of the year from 0. */
export type CivilDate = { readonly month: number; readonly day: number; readonly daysInMonth: number; readonly dayOfYear: number; readonly daysInYear: number };

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365] as const;

/** The date of a moment on the clock that it is given in (H. Hinnant, civil_from_days). */
export function civilDateOf(timeMs: number): CivilDate {
  const shifted = Math.floor(timeMs / dayMs) + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const fromMarch = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * fromMarch + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const day = fromMarch - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const leapDay = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 1 : 0;
  const daysInMonth = daysBefore[month]! - daysBefore[month - 1]! + (month === 2 ? leapDay : 0);
  return { month, day, daysInMonth, dayOfYear: daysBefore[month - 1]! + day - 1 + (month > 2 ? leapDay : 0), daysInYear: 365 + leapDay };
}
