import type { ReturnPeriod } from './data-period.ts';

const dayMs = 86_400_000;

/** Number of the UTC day, week (Monday to Sunday), month or year that a moment lies in. */
function periodNumber(ms: number, period: ReturnPeriod): number {
  const day = Math.floor(ms / dayMs);
  if (period === 'day') return day;
  if (period === 'week') return Math.floor((day + 3) / 7);
  const date = new Date(ms);
  return period === 'year' ? date.getUTCFullYear() : date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/**
 * Simple returns of a value from the end of one period to the end of the next. Periods without a bar do not count;
 * one value fewer than there are periods.
 */
export function computePeriodReturns(time: Float64Array, value: Float64Array, period: ReturnPeriod): Float64Array {
  const returns = new Float64Array(Math.max(0, time.length - 1));
  let count = 0;
  let previous = Number.NaN;
  for (let i = 0; i < time.length; i++) {
    const isLast = i + 1 === time.length || periodNumber(time[i + 1]!, period) !== periodNumber(time[i]!, period);
    if (!isLast) continue;
    if (!Number.isNaN(previous)) returns[count++] = value[i]! / previous - 1;
    previous = value[i]!;
  }
  return returns.subarray(0, count);
}
