import { formatDate, formatIsoDate, formatMinute, type TimeZoneChoice } from './format.ts';

const dayMs = 86_400_000;

/** Names of moments on an axis over so long a time: years, months, days or minutes, whichever tells them apart. */
export function nameMoments(moments: readonly number[], spanMs: number, zone: TimeZoneChoice): string[] {
  const dates = moments.map((ms) => formatDate(ms, zone).split(' '));
  if (spanMs > 6 * 365 * dayMs) return dates.map(([, , , year = '']) => year);
  if (spanMs > 300 * dayMs) return dates.map(([, , month = '', year = '']) => `${month} ${year}`);
  if (spanMs > 5 * dayMs) return dates.map(([, day = '', month = '']) => `${day} ${month}`);
  return moments.map((ms) => formatMinute(ms, zone));
}

/** A moment in full; without a clock for days. */
export const sayMoment = (ms: number, hasClock: boolean, zone: TimeZoneChoice): string => (hasClock ? `${formatIsoDate(ms, zone)} ${formatMinute(ms, zone)}` : formatIsoDate(ms));
