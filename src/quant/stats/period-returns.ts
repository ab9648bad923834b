import type { ReturnPeriod } from './data-period.ts';

const dayMs = 86_400_000;

/** First moment after the UTC day, week (Monday to Sunday), month or year that a moment lies in. */
function periodEnd(ms: number, period: ReturnPeriod): number {
  const day = Math.floor(ms / dayMs);
  if (period === 'day') return (day + 1) * dayMs;
  // 1970-01-05 was a Monday.
  if (period === 'week') return (Math.floor((day + 3) / 7) * 7 + 4) * dayMs;
  const date = new Date(ms);
  return period === 'year' ? Date.UTC(date.getUTCFullYear() + 1, 0) : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/**
 * Simple returns of a value from the end of one period to the end of the next. Periods without a bar do not count;
 * one value fewer than there are periods.
 */
export function computePeriodReturns(time: Float64Array, value: Float64Array, period: ReturnPeriod): Float64Array {
  const returns = new Float64Array(Math.max(0, time.length - 1));
  let count = 0;
  let previous = Number.NaN;
  let endMs = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < time.length; i++) {
    if (time[i]! >= endMs) endMs = periodEnd(time[i]!, period);
    if (i + 1 < time.length && time[i + 1]! < endMs) continue;
    if (!Number.isNaN(previous)) returns[count++] = value[i]! / previous - 1;
    previous = value[i]!;
  }
  return returns.subarray(0, count);
}

/** Marks with 1 the last bar of every period: the bars between which {@link computePeriodReturns} takes its returns. */
export function markPeriodEnds(time: Float64Array, period: ReturnPeriod): Uint8Array {
  const marks = new Uint8Array(time.length);
  let endMs = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < time.length; i++) {
    if (time[i]! >= endMs) endMs = periodEnd(time[i]!, period);
    if (i + 1 === time.length || time[i + 1]! >= endMs) marks[i] = 1;
  }
  return marks;
}
