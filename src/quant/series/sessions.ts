import type { TradingCalendar } from './trading-calendar.ts';
import { localDay, toMoment, type ZoneClock } from './zone-clock.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** One session: the day whose date it carries, its first moment and the first after it. */
export type TradingSession = { readonly day: number; readonly openMs: number; readonly closeMs: number };

/** No calendar of ours is closed for longer. */
const longestPauseDays = 30;

/** The session of a day, null where there is none. Its length is that of the clock on the wall: a day with a repeated hour is longer. */
export function findSession(calendar: TradingCalendar, clock: ZoneClock, day: number): TradingSession | null {
  const hours = calendar.hoursOn(day);
  if (hours === null) return null;
  return { day, openMs: toMoment(clock, day * dayMs + hours.openMinute * minuteMs), closeMs: toMoment(clock, day * dayMs + hours.closeMinute * minuteMs) };
}

/** The next session after a day; null where the calendar has none within a month. */
export function nextSession(calendar: TradingCalendar, clock: ZoneClock, day: number): TradingSession | null {
  for (let next = day + 1; next <= day + longestPauseDays; next++) {
    const session = findSession(calendar, clock, next);
    if (session !== null) return session;
  }
  return null;
}

/** Finds the session that a moment lies in, null outside all of them. Fast for moments that ascend: it looks at the last answer first. */
export function createSessionFinder(calendar: TradingCalendar, clock: ZoneClock): (ms: number) => TradingSession | null {
  let last: TradingSession | null = null;
  return (ms) => {
    if (last !== null && ms >= last.openMs && ms < last.closeMs) return last;
    const day = localDay(clock, ms);
    // A session may have begun the evening before its date, or last past midnight.
    for (const candidate of [day, day + 1, day - 1]) {
      const session = findSession(calendar, clock, candidate);
      if (session !== null && ms >= session.openMs && ms < session.closeMs) return (last = session);
    }
    return null;
  };
}
