import type { MonthRow } from '../../../contract/model/analysis.ts';

/** A stretch of the calendar in UTC by which returns are compounded. */
export type CalendarPeriod = 'month' | 'quarter' | 'year';

/** The returns of a calendar month in UTC. */
export type Month = {
  /** Months since year 0. */
  readonly month: number;
  /** Compounded. */
  readonly value: number;
  /** Added up. */
  readonly sum: number;
};

const monthsIn: Readonly<Record<CalendarPeriod, number>> = { month: 1, quarter: 3, year: 12 };

/** The months that have a return, in order. */
export function compoundMonths(time: Float64Array, returns: Float64Array): Month[] {
  const months: Month[] = [];
  // Dates are taken apart once a month, not once a return.
  let [endMs, month, growth, sum] = [Number.NEGATIVE_INFINITY, Number.NaN, 1, 0];
  for (let i = 0; i < time.length; i++) {
    if (time[i]! >= endMs) {
      if (i > 0) months.push({ month, value: growth - 1, sum });
      const date = new Date(time[i]!);
      [month, growth, sum] = [date.getUTCFullYear() * 12 + date.getUTCMonth(), 1, 0];
      endMs = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
    }
    growth *= 1 + returns[i]!;
    sum += returns[i]!;
  }
  if (time.length > 0) months.push({ month, value: growth - 1, sum });
  return months;
}

/** Months compounded to quarters or years of the calendar, each that has any. */
export function compoundBy(months: readonly Month[], period: CalendarPeriod): Float64Array {
  const growth = new Map<number, number>();
  for (const { month, value } of months) {
    const stretch = Math.floor(month / monthsIn[period]);
    growth.set(stretch, (growth.get(stretch) ?? 1) * (1 + value));
  }
  return Float64Array.from(growth.values(), (one) => one - 1);
}

/** Returns by calendar month, a row a year; the total compounds the months that there are. */
export function tabulateMonths(months: readonly Month[]): MonthRow[] {
  const rows = new Map<number, { year: number; months: (number | null)[]; total: number }>();
  for (const { month, value } of months) {
    const year = Math.floor(month / 12);
    const row = rows.get(year) ?? { year, months: Array.from({ length: 12 }, () => null), total: 0 };
    row.months[month - year * 12] = value;
    row.total = (1 + row.total) * (1 + value) - 1;
    rows.set(year, row);
  }
  return [...rows.values()];
}
