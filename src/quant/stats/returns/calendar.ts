import type { MonthRow } from '../../../contract/model/analysis.ts';

/** A stretch of the calendar in UTC by which returns are compounded. */
export type CalendarPeriod = 'month' | 'quarter' | 'year';

const monthsIn: Readonly<Record<CalendarPeriod, number>> = { month: 1, quarter: 3, year: 12 };

/** Months since year 0, divided into stretches: a number that is equal inside a stretch and grows from one to the next. */
function stretchOf(ms: number, period: CalendarPeriod): number {
  const date = new Date(ms);
  return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / monthsIn[period]);
}

/** First moment after the UTC month that a moment lies in. */
const monthEnd = (ms: number): number => {
  const date = new Date(ms);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
};

/** Returns compounded over each stretch that has any; `stretch` counts months, quarters or years since year 0. */
export function compoundBy(time: Float64Array, returns: Float64Array, period: CalendarPeriod): { readonly stretch: number; readonly value: number }[] {
  const rows: { stretch: number; value: number }[] = [];
  // Dates are taken apart once a month, not once a return.
  let [endMs, stretch, growth] = [Number.NEGATIVE_INFINITY, Number.NaN, 1];
  for (let i = 0; i < time.length; i++) {
    if (time[i]! >= endMs) {
      endMs = monthEnd(time[i]!);
      const next = stretchOf(time[i]!, period);
      if (next !== stretch && i > 0) {
        rows.push({ stretch, value: growth - 1 });
        growth = 1;
      }
      stretch = next;
    }
    growth *= 1 + returns[i]!;
  }
  if (time.length > 0) rows.push({ stretch, value: growth - 1 });
  return rows;
}

/** Returns by calendar month, a row a year; the total compounds the months that there are. */
export function tabulateMonths(time: Float64Array, returns: Float64Array): MonthRow[] {
  const rows = new Map<number, { year: number; months: (number | null)[]; total: number }>();
  for (const { stretch, value } of compoundBy(time, returns, 'month')) {
    const year = Math.floor(stretch / 12);
    const row = rows.get(year) ?? { year, months: Array.from({ length: 12 }, () => null), total: 0 };
    row.months[stretch - year * 12] = value;
    row.total = (1 + row.total) * (1 + value) - 1;
    rows.set(year, row);
  }
  return [...rows.values()];
}
