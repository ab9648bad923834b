import { isTradingDay, sessionOf } from '../sim-market/index.ts';
import { isUsHalfDay, isUsHoliday, weekdayOf } from './us-holidays.ts';

/** Trading hours of a day, in minutes of the local clock from midnight of that day; below 0 on the day before, from 1440 on the one after. */
export type DayHours = { readonly openMinute: number; readonly closeMinute: number };

/** When something trades. */
export type TradingCalendar = {
  readonly name: string;
  readonly title: string;
  /** Zone of its clock; null: whichever the caller chooses, UTC where nothing is said. */
  readonly zone: string | null;
  /** Hours of the session that carries a day's date (days from 1970-01-01), null where there is none. */
  hoursOn(day: number): DayHours | null;
};

const isWeekday = (day: number): boolean => weekdayOf(day) < 5;
const isUsDay = (day: number): boolean => isWeekday(day) && !isUsHoliday(day);

function simCalendar(name: 'sim-equity' | 'sim-fx', title: string): TradingCalendar {
  const { openMs, closeMs } = sessionOf(name, 0);
  return { name, title, zone: 'UTC', hoursOn: (day) => (isTradingDay(name, day) ? { openMinute: openMs / 60_000, closeMinute: closeMs / 60_000 } : null) };
}

export const tradingCalendars: readonly TradingCalendar[] = [
  { name: 'always', title: 'never closes; days of any zone', zone: null, hoursOn: () => ({ openMinute: 0, closeMinute: 1_440 }) },
  {
    name: 'us-equity', title: 'New York, 9:30 to 16:00 or 13:00, without holidays', zone: 'America/New_York',
    hoursOn: (day) => (isUsDay(day) ? { openMinute: 570, closeMinute: isUsHalfDay(day) ? 780 : 960 } : null),
  },
  {
    name: 'us-equity-extended', title: 'New York with the hours before and after, 4:00 to 20:00 or 17:00', zone: 'America/New_York',
    hoursOn: (day) => (isUsDay(day) ? { openMinute: 240, closeMinute: isUsHalfDay(day) ? 1_020 : 1_200 } : null),
  },
  {
    name: 'fx-week', title: 'currencies: Sunday to Friday, days from 17:00 to 17:00 in New York, holidays not left out', zone: 'America/New_York',
    hoursOn: (day) => (isWeekday(day) ? { openMinute: -420, closeMinute: 1_020 } : null),
  },
  { name: 'weekdays', title: 'whole days from Monday to Friday, of any zone', zone: null, hoursOn: (day) => (isWeekday(day) ? { openMinute: 0, closeMinute: 1_440 } : null) },
  simCalendar('sim-equity', 'equities of the simulated market'),
  simCalendar('sim-fx', 'currencies of the simulated market'),
];

/** The calendar of a name; null where there is none. */
export const findCalendar = (name: string): TradingCalendar | null => tradingCalendars.find((one) => one.name === name) ?? null;
