import type { YearReturns } from '../../contract/model/report.ts';

/**
 * Returns of a value by calendar month and year in UTC, each from the last bar before it to its last bar; the first month counts from the
 * first bar. A month without a bar has none, and the next one counts from the last value before it.
 */
export function computeMonthReturns(time: ArrayLike<number>, value: ArrayLike<number>): YearReturns[] {
  const years: { year: number; months: (number | null)[]; total: number; start: number }[] = [];
  let before = value[0] ?? Number.NaN;
  let bar = 0;
  while (bar < time.length) {
    const date = new Date(time[bar]!);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    const endMs = Date.UTC(year, month + 1);
    while (bar + 1 < time.length && time[bar + 1]! < endMs) bar += 1;
    let row = years.at(-1);
    if (row?.year !== year) years.push((row = { year, months: Array.from({ length: 12 }, () => null), total: 0, start: before }));
    row.months[month] = value[bar]! / before - 1;
    row.total = value[bar]! / row.start - 1;
    before = value[bar]!;
    bar += 1;
  }
  // After a loss of everything there is nothing left to grow.
  const known = (share: number): number => (Number.isFinite(share) ? share : 0);
  return years.map(({ year, months, total }) => ({ year, months: months.map((share) => (share === null ? null : known(share))), total: known(total) }));
}
