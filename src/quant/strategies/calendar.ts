import type { BarColumns } from '../../contract/model/bar.ts';
import type { ColumnSource } from '../engine/strategy.ts';

export const dayMs = 86_400_000;

/** Day of the Unix calendar (UTC) in which a moment lies. */
export const dayOf = (timeMs: number): number => Math.floor(timeMs / dayMs);

/** 0 Sunday to 6 Saturday. The first of January 1970 was a Thursday. */
export const weekdayOf = (timeMs: number): number => (((dayOf(timeMs) + 4) % 7) + 7) % 7;

/** Months since year 0, one number for each. */
export function monthOf(timeMs: number): number {
  const date = new Date(timeMs);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Number of the week, from Monday on. */
export const weekOf = (timeMs: number): number => Math.floor((dayOf(timeMs) + 3) / 7);

/** A column of the date alone: computed once for each day. */
export const ofDate = (figure: (timeMs: number) => number): ColumnSource => ({ time }: BarColumns) => {
  const out = new Float64Array(time.length);
  for (let i = 0; i < time.length; i++) out[i] = i > 0 && dayOf(time[i]) === dayOf(time[i - 1]) ? out[i - 1] : figure(time[i]);
  return out;
};

/** Mondays to Fridays of its month after a date; holidays are not known. */
export function weekdaysLeft(timeMs: number): number {
  const month = monthOf(timeMs);
  let count = 0;
  for (let at = timeMs + dayMs; monthOf(at) === month; at += dayMs) if (isWeekday(at)) count += 1;
  return count;
}

/** Mondays to Fridays of its month up to a date, the date included. */
export function weekdaysPassed(timeMs: number): number {
  const month = monthOf(timeMs);
  let count = 0;
  for (let at = timeMs; monthOf(at) === month; at -= dayMs) if (isWeekday(at)) count += 1;
  return count;
}

const isWeekday = (timeMs: number): boolean => weekdayOf(timeMs) % 6 !== 0;
