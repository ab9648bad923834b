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
  let weekendBars = 0;
  for (let i = 0; i < time.length; i++) if (isWeekend(time[i]!)) weekendBars += 1;
  return { period: 'day', periodsPerYear: weekendBars / time.length > (2 / 7) * 0.6 ? 365 : 252 };
}

/** Saturday or Sunday in UTC. 1970-01-01 was a Thursday. */
const isWeekend = (ms: number): boolean => {
  const weekday = (((Math.floor(ms / dayMs) + 3) % 7) + 7) % 7;
  return weekday >= 5;
};
