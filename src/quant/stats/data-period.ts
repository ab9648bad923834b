const sampleBars = 100;
const dayMs = 86_400_000;

/** Usual distance between bars in milliseconds: the median over the last hundred bars; NaN below two bars. */
export function computeDataPeriodMs(time: Float64Array): number {
  const from = Math.max(0, time.length - sampleBars);
  const count = time.length - from - 1;
  if (count < 1) return Number.NaN;
  const gaps = new Float64Array(count);
  for (let i = 0; i < count; i++) gaps[i] = time[from + i + 1]! - time[from + i]!;
  gaps.sort();
  const middle = count >> 1;
  return count % 2 === 1 ? gaps[middle]! : (gaps[middle - 1]! + gaps[middle]!) / 2;
}

export type ReturnPeriod = 'day' | 'week' | 'month' | 'year';

/** Periods by which returns are counted, and how many of them make a year. */
export type Annualisation = { readonly period: ReturnPeriod; readonly periodsPerYear: number };

/**
 * How a series is annualised, as backtesting.py 0.6 decides it: weekly, monthly and yearly bars by their median distance, all else
 * by days; 365 of them a year where more than about a sixth of the bars lie on weekends, else 252.
 */
export function chooseAnnualisation(time: Float64Array): Annualisation {
  const days = Math.floor(computeDataPeriodMs(time) / dayMs);
  if (days === 7) return { period: 'week', periodsPerYear: 52 };
  if (days === 31) return { period: 'month', periodsPerYear: 12 };
  if (days === 365) return { period: 'year', periodsPerYear: 1 };
  return { period: 'day', periodsPerYear: countWeekendBars(time) / time.length > (2 / 7) * 0.6 ? 365 : 252 };
}

/** Bars on a Saturday or Sunday in UTC. Weekdays are found once a day, not once a bar. */
function countWeekendBars(time: Float64Array): number {
  let count = 0;
  let untilMs = Number.NEGATIVE_INFINITY;
  let isWeekend = false;
  for (let i = 0; i < time.length; i++) {
    if (!(time[i]! < untilMs)) {
      const day = Math.floor(time[i]! / dayMs);
      untilMs = (day + 1) * dayMs;
      // 1970-01-01 was a Thursday.
      isWeekend = (((day + 3) % 7) + 7) % 7 >= 5;
    }
    if (isWeekend) count += 1;
  }
  return count;
}
