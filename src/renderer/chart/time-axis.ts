import type { Time, UTCTimestamp } from 'lightweight-charts';
import { formatDate, formatMinute, formatTime } from '../ui/format.ts';

/**
 * Milliseconds become the chart's seconds here and nowhere else. The chart knows no time zones: a time that is to be read on this
 * computer's clock is moved by its distance from UTC, so that days also begin where they do for the reader.
 */
export type ChartZone = 'utc' | 'local';

export const toChartTime = (ms: number, zone: ChartZone): UTCTimestamp => ((zone === 'utc' ? ms : ms - new Date(ms).getTimezoneOffset() * 60_000) / 1_000) as UTCTimestamp;

/** The crosshair's label: the moment in full, without a clock for days and weeks. */
export const describeChartTime = (time: Time, hasClock: boolean): string => {
  const ms = Number(time) * 1_000;
  return hasClock ? `${formatDate(ms)} ${formatMinute(ms)}` : formatDate(ms);
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Labels of the axis by weight: 0 year, 1 month, 2 day, 3 minute, 4 second. */
export function labelTick(time: Time, weight: number): string {
  const ms = Number(time) * 1_000;
  const date = new Date(ms);
  switch (weight) {
    case 0: return String(date.getUTCFullYear());
    case 1: return months[date.getUTCMonth()] ?? '';
    case 2: return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
    case 3: return formatMinute(ms);
    default: return formatTime(ms);
  }
}
