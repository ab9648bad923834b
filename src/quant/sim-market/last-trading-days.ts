import { periodStart } from '../bars/index.ts';
import { dayOf, isTradingDay, sessionOf, type SimCalendar } from './calendar.ts';
import { firstDay } from './day-path.ts';

/** The trading days, in order, that hold the last `periods` periods begun before a moment; fewer where the market did not exist yet. */
export function lastTradingDays(calendar: SimCalendar, timeframeMs: number, untilMs: number, periods: number): number[] {
  const days: number[] = [];
  let oldestMs = Number.POSITIVE_INFINITY;
  let found = 0;
  for (let day = dayOf(untilMs - 1); day >= firstDay && found < periods; day--) {
    const { openMs, closeMs } = sessionOf(calendar, day);
    if (!isTradingDay(calendar, day) || openMs >= untilMs) continue;
    const first = periodStart(openMs, timeframeMs);
    const last = Math.min(periodStart(Math.min(closeMs, untilMs) - 1, timeframeMs), oldestMs - timeframeMs);
    found += Math.max(0, (last - first) / timeframeMs + 1);
    oldestMs = Math.min(oldestMs, first);
    days.push(day);
  }
  return days.reverse();
}
