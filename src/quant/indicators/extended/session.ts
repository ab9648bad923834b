import type { Param } from '../../../contract/model/param.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** What begins a session: TradingView's anchors. */
export const anchor = { day: 0, week: 1, month: 2, quarter: 3, year: 4 } as const;

export const anchorParam = (byDefault: number): Param => ({
  name: 'anchor', title: 'Begins anew each', default: byDefault, min: 0, max: 4, isInteger: true,
  choices: Object.entries(anchor).map(([title, value]) => ({ value, title })),
});

/** When a day begins: 0 for markets whose hours lie inside a day of UTC, 1320 for one that opens at 22:00. */
export const sessionStartParam: Param = {
  name: 'sessionStart', title: 'Start of the day, in minutes after midnight UTC', default: 0, min: -720, max: 1439, isInteger: true,
};

/**
 * Number of the session that a time belongs to; it changes exactly where a session begins. Weeks begin on Monday.
 *
 * @param timeMs start of a bar; NaN gives NaN.
 */
export function sessionOf(timeMs: number, kind: number, startMinutes: number): number {
  const day = Math.floor((timeMs - startMinutes * minuteMs) / dayMs);
  // Day 0, 1 January 1970, was a Thursday.
  if (kind === anchor.day) return day;
  if (kind === anchor.week) return Math.floor((day + 3) / 7);
  const month = monthOf(day);
  if (kind === anchor.month) return month;
  return Math.floor(month / (kind === anchor.quarter ? 3 : 12));
}

/** Months since January of the year 0, of a day since 1970 (H. Hinnant's civil_from_days). */
function monthOf(day: number): number {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  return (yearOfEra + era * 400) * 12 + fromMarch + 2;
}
