const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Trading hours of the simulated exchange, in UTC all year; it knows no holidays and no daylight saving time. */
export type SimCalendar = 'sim-equity' | 'sim-fx' | 'always';

type Hours = { readonly openMs: number; readonly closeMs: number; readonly isDaily: boolean };

const hoursOf: Readonly<Record<SimCalendar, Hours>> = {
  'sim-equity': { openMs: 14.5 * hourMs, closeMs: 21 * hourMs, isDaily: false },
  'sim-fx': { openMs: 0, closeMs: dayMs, isDaily: false },
  always: { openMs: 0, closeMs: dayMs, isDaily: true },
};

/** UTC day number of a moment. */
export const dayOf = (ms: number): number => Math.floor(ms / dayMs);

/** Whether anything trades on a UTC day; day 0 was a Thursday. */
export const isTradingDay = (calendar: SimCalendar, day: number): boolean => hoursOf[calendar].isDaily || (((day + 3) % 7) + 7) % 7 < 5;

/** First moment of a day's session and the first moment after it. */
export function sessionOf(calendar: SimCalendar, day: number): { readonly openMs: number; readonly closeMs: number } {
  const { openMs, closeMs } = hoursOf[calendar];
  return { openMs: day * dayMs + openMs, closeMs: day * dayMs + closeMs };
}

/** Where the market stands at a moment; a session that runs into the next one has no end. */
export function simSession(calendar: SimCalendar, ms: number): { readonly isOpen: boolean; readonly opensAtMs: number | null; readonly closesAtMs: number | null } {
  const day = dayOf(ms);
  const { openMs, closeMs } = sessionOf(calendar, day);
  if (isTradingDay(calendar, day) && ms >= openMs && ms < closeMs) return { isOpen: true, opensAtMs: null, closesAtMs: lastClose(calendar, day) };
  let next = isTradingDay(calendar, day) && ms < openMs ? day : day + 1;
  while (!isTradingDay(calendar, next)) next += 1;
  return { isOpen: false, opensAtMs: sessionOf(calendar, next).openMs, closesAtMs: null };
}

/** When trading pauses next after a session has begun; null: never. */
function lastClose(calendar: SimCalendar, day: number): number | null {
  if (hoursOf[calendar].isDaily) return null;
  let last = day;
  while (sessionOf(calendar, last).closeMs === sessionOf(calendar, last + 1).openMs && isTradingDay(calendar, last + 1)) last += 1;
  return sessionOf(calendar, last).closeMs;
}

/** The last moment at which the market was open, up to a moment. */
export function lastOpenMs(calendar: SimCalendar, ms: number): number {
  for (let day = dayOf(ms); ; day--) {
    const { openMs, closeMs } = sessionOf(calendar, day);
    if (isTradingDay(calendar, day) && ms >= openMs) return Math.min(ms, closeMs - 1);
  }
}
